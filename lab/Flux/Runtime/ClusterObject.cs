using System.Collections.Immutable;
using Slipway.Checks.Flux;
using Slipway.Lab.Clouds.Kubernetes;
using Slipway.Lab.Clouds.Properties;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Flux;

/// <summary>An object of the cluster, as controllers look at it.</summary>
/// <param name="Manifest">The object.</param>
public sealed record ClusterObject(PropertyMap Manifest)
{
    /// <summary>What names it.</summary>
    public ObjectReference Reference { get; } = ObjectReference.Of(Manifest, "");

    /// <summary>Its name.</summary>
    public string Name => Reference.Name;

    /// <summary>Its namespace.</summary>
    public string Namespace => Reference.Namespace;

    /// <summary>The group of its kind; empty for the core group.</summary>
    public string Group => Reference.ApiVersion.IndexOf('/', StringComparison.Ordinal) is var slash and >= 0 ? Reference.ApiVersion[..slash] : "";

    /// <summary>What is wanted.</summary>
    public PropertyMap Spec => Manifest.Map("spec");

    /// <summary>What is.</summary>
    public PropertyMap Status => Manifest.Map("status");

    /// <summary>The number of the spec.</summary>
    public int Generation => Manifest.Map("metadata").Integer("generation") ?? 1;

    /// <summary>Whether Flux leaves it alone.</summary>
    public bool IsSuspended => Spec.Flag("suspend");

    /// <summary>Whether it is to go, once its finalizers are done.</summary>
    public bool IsDeleting => Manifest.Map("metadata").Has("deletionTimestamp");

    /// <summary>Whether it is Ready, for the spec that it has now.</summary>
    public bool IsReady => Condition("Ready")?.Text("status") == "True" && Status.Integer("observedGeneration") == Generation;

    /// <summary>Whether this is a kind that Flux reconciles.</summary>
    public bool IsFlux => Group is FluxKinds.Kustomize or FluxKinds.Helm or FluxKinds.Source or FluxKinds.Image or FluxKinds.Notification;

    /// <summary>An annotation or a label, the annotation first.</summary>
    public string? Mark(string name) => Manifest.Map("metadata").Map("annotations").Text(name) ?? Manifest.Map("metadata").Map("labels").Text(name);

    /// <summary>A condition of the status, or null.</summary>
    public PropertyMap? Condition(string type) =>
        (Status.Find("conditions")?.AsList ?? []).Select(c => c.AsMap).OfType<PropertyMap>().FirstOrDefault(c => c.Text("type") == type);

    /// <summary>The text at a path, or null.</summary>
    public string? Text(params ReadOnlySpan<string> path)
    {
        var map = Manifest;
        foreach (var key in path[..^1])
            map = map.Map(key);
        return map.Text(path[^1]);
    }

    /// <summary>The maps of a list in the spec.</summary>
    public ImmutableArray<PropertyMap> Maps(string field) => [.. (Spec.Find(field)?.AsList ?? []).Select(i => i.AsMap).OfType<PropertyMap>()];

    /// <inheritdoc />
    public override string ToString() => $"{Reference.Kind}/{Reference.Id}";
}
