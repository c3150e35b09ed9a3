namespace Slipway.Checks.Compare;

/// <summary>What a change does to an object.</summary>
public enum ChangeKind
{
    /// <summary>It is new.</summary>
    Added,

    /// <summary>It is other than before.</summary>
    Changed,

    /// <summary>It is gone.</summary>
    Removed,
}

/// <summary>An object that a change touches.</summary>
/// <param name="Cluster">The cluster.</param>
/// <param name="Kustomization">The Flux Kustomization that applies it, as <c>namespace/name</c>.</param>
/// <param name="Object">The object: kind, namespace, name.</param>
/// <param name="Kind">What happens to it.</param>
/// <param name="Diff">The lines that differ, secrets masked.</param>
public sealed record ObjectChange(string Cluster, string Kustomization, string Object, ChangeKind Kind, string Diff);
