using Pulumi.Kubernetes.Types.Inputs.Meta.V1;

namespace Pulumi.Kubernetes.ApiExtensions;

/// <summary>Arguments of an object whose kind has no class of its own. A derived class adds what stands beside <c>metadata</c>.</summary>
public abstract class CustomResourceArgs : ResourceArgs
{
    /// <summary>For derived classes, which know the kind.</summary>
    /// <param name="apiVersion">Group and version, e.g. <c>rbac.authorization.k8s.io/v1</c>.</param>
    /// <param name="kind">The kind, e.g. <c>ClusterRole</c>.</param>
    protected CustomResourceArgs(string apiVersion, string kind)
    {
        (ApiVersion, Kind) = (apiVersion, kind);
        Token = $"kubernetes:{apiVersion}:{kind}";
    }

    /// <summary>Group and version.</summary>
    [Input("apiVersion")]
    public Input<string> ApiVersion { get; }

    /// <summary>The kind.</summary>
    [Input("kind")]
    public Input<string> Kind { get; }

    /// <summary>Name, namespace, labels and annotations.</summary>
    [Input("metadata")]
    public Input<ObjectMetaArgs>? Metadata { get; set; }

    internal string Token { get; }
}
