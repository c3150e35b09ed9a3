namespace Slipway.Components.Layers;

/// <summary>An object in the cluster whose entries are the variables of a layer's manifests (Flux 2.9, <c>spec.postBuild.substituteFrom</c>).</summary>
/// <param name="Kind">ConfigMap or Secret.</param>
/// <param name="Name">Its name; it stands in Flux's namespace.</param>
public sealed record VariableSource(VariableSourceKind Kind, string Name);

/// <summary>The kinds of objects that variables come from.</summary>
public enum VariableSourceKind
{
    /// <summary>Plain values.</summary>
    ConfigMap,

    /// <summary>Values that nobody but the cluster may see.</summary>
    Secret,
}
