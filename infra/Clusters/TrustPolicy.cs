using System.Text.Json;

namespace Slipway.Infra.Clusters;

/// <summary>IAM trust policy documents: who may assume a role.</summary>
public static class TrustPolicy
{
    /// <summary>Version of IAM's policy language.</summary>
    private const string LanguageVersion = "2012-10-17";

    /// <summary>A document that lets an AWS service assume the role.</summary>
    /// <param name="service">The service's principal, e.g. <c>eks.amazonaws.com</c>.</param>
    /// <param name="actions">Actions beside <c>sts:AssumeRole</c>, e.g. <c>sts:TagSession</c>.</param>
    public static string ForService(string service, params IReadOnlyList<string> actions) => JsonSerializer.Serialize(new
    {
        Version = LanguageVersion,
        Statement = new[]
        {
            new { Effect = "Allow", Principal = new { Service = service }, Action = (string[])["sts:AssumeRole", .. actions] },
        },
    });
}
