namespace Slipway.Lab.Clouds.Aws;

/// <summary>Versions of Kubernetes as EKS writes them: <c>1.35</c>.</summary>
internal static class KubernetesVersion
{
    /// <summary>The minor version; null when the text is none.</summary>
    public static int? Minor(string? version) => version?.Split('.') is ["1", var minor] && int.TryParse(minor, out var number) ? number : null;
}
