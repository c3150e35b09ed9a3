using System.Text.Json;

namespace Slipway.Infra.Clusters;

/// <summary>
/// A kubeconfig that asks the AWS CLI for a token at each use: it holds no credential and never expires. It is written as JSON, which is YAML.
/// </summary>
public static class Kubeconfig
{
    /// <summary>The kubeconfig of an EKS cluster.</summary>
    /// <param name="clusterName">The cluster's name.</param>
    /// <param name="region">Its region.</param>
    /// <param name="endpoint">Address of its API, <c>https://…</c>.</param>
    /// <param name="certificateAuthority">Its certificate authority, PEM in base64.</param>
    public static string For(string clusterName, string region, string endpoint, string certificateAuthority) =>
        JsonSerializer.Serialize(new Dictionary<string, object>
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Config",
            ["clusters"] = Named(clusterName, "cluster", new()
            {
                ["server"] = endpoint,
                ["certificate-authority-data"] = certificateAuthority,
            }),
            ["users"] = Named(clusterName, "user", new()
            {
                ["exec"] = new
                {
                    apiVersion = "client.authentication.k8s.io/v1beta1",
                    command = "aws",
                    args = (string[])["--region", region, "eks", "get-token", "--cluster-name", clusterName, "--output", "json"],
                    interactiveMode = "Never",
                },
            }),
            ["contexts"] = Named(clusterName, "context", new() { ["cluster"] = clusterName, ["user"] = clusterName }),
            ["current-context"] = clusterName,
        });

    private static object[] Named(string name, string kind, Dictionary<string, object> content) =>
        [new Dictionary<string, object> { ["name"] = name, [kind] = content }];
}
