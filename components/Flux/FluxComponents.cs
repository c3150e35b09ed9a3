using System.Collections.Immutable;

namespace Slipway.Components.Flux;

/// <summary>Names of Flux's controllers, which are those of their Deployments and service accounts too.</summary>
public static class FluxComponents
{
    /// <summary>Applies Kustomizations, and decrypts their secrets.</summary>
    public const string Kustomize = "kustomize-controller";

    /// <summary>Installs HelmReleases.</summary>
    public const string Helm = "helm-controller";

    /// <summary>Looks for new image tags.</summary>
    public const string ImageReflector = "image-reflector-controller";

    private const string SourceWatcher = "source-watcher";

    private static readonly ImmutableArray<string> Always = ["source-controller", Kustomize, Helm, "notification-controller"];

    private static readonly ImmutableArray<string> Images = [ImageReflector, "image-automation-controller"];

    /// <summary>Every controller that an instance can have.</summary>
    public static ImmutableArray<string> All { get; } = [.. Always, .. Images, SourceWatcher];

    /// <summary>The controllers of an instance.</summary>
    /// <param name="options">How Flux is set up.</param>
    /// <param name="imageAutomation">Whether image automation runs.</param>
    public static ImmutableArray<string> Of(FluxOptions options, bool imageAutomation) =>
        [.. Always, .. imageAutomation ? Images : [], .. options.SourceWatcher ? [SourceWatcher] : ImmutableArray<string>.Empty];
}
