namespace Slipway.Checks.Flux;

/// <summary>The API groups of Flux 2.9.</summary>
public static class FluxKinds
{
    /// <summary>Group of Kustomization.</summary>
    public const string Kustomize = "kustomize.toolkit.fluxcd.io";

    /// <summary>Group of HelmRelease.</summary>
    public const string Helm = "helm.toolkit.fluxcd.io";

    /// <summary>Group of GitRepository and the other sources.</summary>
    public const string Source = "source.toolkit.fluxcd.io";

    /// <summary>Group of ImagePolicy and the other kinds of image automation.</summary>
    public const string Image = "image.toolkit.fluxcd.io";

    /// <summary>Group of Alert, Provider and Receiver.</summary>
    public const string Notification = "notification.toolkit.fluxcd.io";

    /// <summary>Group of FluxInstance and ResourceSet.</summary>
    public const string Operator = "fluxcd.controlplane.io";
}
