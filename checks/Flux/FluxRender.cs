using System.Collections.Immutable;
using Slipway.Checks.Yaml;

namespace Slipway.Checks.Flux;

/// <summary>What kustomize-controller does with the objects of a build before it applies them (Flux 2.9): opens sealed Secrets, replaces variables, adds the common metadata.</summary>
public static class FluxRender
{
    /// <summary>The objects as they would be applied.</summary>
    /// <param name="built">The objects of the build.</param>
    /// <param name="declaration">The Kustomization.</param>
    /// <param name="variables">Its variables.</param>
    /// <param name="decrypt">Opens a sealed Secret; null to leave them sealed.</param>
    public static ImmutableArray<FluxObject> Of(ImmutableArray<YamlMap> built, KustomizationDeclaration declaration, VariableSet variables, Func<YamlMap, YamlMap>? decrypt = null)
    {
        var (labels, annotations) = declaration.CommonMetadata;
        return [.. built.Select(Render)];

        FluxObject Render(YamlMap manifest)
        {
            var opened = decrypt is not null && manifest["sops"] is YamlMap ? decrypt(manifest) : manifest;
            var replaced = Substitution.Of(opened, variables);
            var whole = WithMetadata(WithMetadata(replaced.Manifest, "labels", labels), "annotations", annotations);
            return new FluxObject(whole, manifest, replaced.Uses, replaced.Problems, replaced.Uncertain);
        }
    }

    private static YamlMap WithMetadata(YamlMap manifest, string field, YamlMap? pairs)
    {
        if (pairs is null)
            return manifest;
        var metadata = manifest["metadata"] as YamlMap ?? new YamlMap(manifest.Place, []);
        var map = metadata[field] as YamlMap ?? new YamlMap(pairs.Place, []);
        foreach (var pair in pairs.Entries)
            map = map.With(pair.Key, pair.Value);
        return manifest.With("metadata", metadata.With(field, map));
    }
}
