using Slipway.Checks.Schemas.Rules;
using Slipway.Checks.Yaml;
using Slipway.Components;

namespace Slipway.Checks.Schemas;

/// <summary>Finds what an API server would refuse of an object, without one.</summary>
/// <param name="catalog">The kinds there are.</param>
public sealed class ObjectValidator(SchemaCatalog catalog)
{
    /// <summary>Everything that is wrong with an object; of a kind that the catalog does not have, with what all objects have in common.</summary>
    /// <param name="manifest">The object.</param>
    /// <param name="previous">What it was before a change, for rules about changes; null when it is new.</param>
    /// <exception cref="SchemaException">A schema of the user's folder cannot be read.</exception>
    public IReadOnlyList<SchemaProblem> Validate(YamlMap manifest, YamlMap? previous = null)
    {
        var missing = ((string[])["apiVersion", "kind"]).Where(f => manifest[f] is not YamlScalar { JsonKind: YamlKind.String, Text.Length: > 0 })
            .Select(f => new SchemaProblem(SchemaProblemKind.NotAnObject, (manifest[f] ?? manifest).Place, f, "the object lacks it, or it is no text", "name the API version and the kind"))
            .ToList();
        if (missing.Count > 0)
            return missing;
        var (apiVersion, kind) = (manifest.TextAt("apiVersion")!, manifest.TextAt("kind")!);
        if (catalog.Find(apiVersion, kind) is not { } schema)
            return [.. WhyUnknown(manifest, apiVersion, kind), .. ObjectMetadata.Check(manifest, null)];
        var isSecret = schema is { Group: "", Kind: "Secret" };
        var shape = SchemaValidator.Validate(SealedValue.WithoutMetadata(manifest), schema.Schema, previous, !isSecret);
        return [.. shape, .. ObjectMetadata.Check(manifest, schema), .. KubernetesRules.Check(manifest, schema)];
    }

    private IEnumerable<SchemaProblem> WhyUnknown(YamlMap manifest, string apiVersion, string kind)
    {
        if (RemovedVersions.Find(apiVersion, kind) is var (by, instead))
        {
            yield return new SchemaProblem(SchemaProblemKind.RemovedVersion, manifest["apiVersion"]!.Place, "apiVersion", $"{apiVersion} of {kind} was removed by {by}", $"use {instead}");
        }
        else if (catalog.KindsOf(apiVersion) is { Count: > 0 } kinds)
        {
            var elsewhere = catalog.ApiVersionsOf(kind);
            var remedy = elsewhere.Count > 0 ? $"{kind} is in {string.Join(" and ", elsewhere)}" : NearestName.Remedy(kind, kinds, "check group, version and kind");
            yield return new SchemaProblem(SchemaProblemKind.UnknownKind, manifest["kind"]!.Place, "kind", $"{apiVersion} has no kind '{kind}'", remedy);
        }
        else if (catalog.ApiVersionsOf(kind).FirstOrDefault(v => Group(v) == Group(apiVersion)) is { } served)
        {
            yield return new SchemaProblem(SchemaProblemKind.UnknownKind, manifest["apiVersion"]!.Place, "apiVersion", $"there is no version '{apiVersion}' of {kind}", $"use {served}");
        }
    }

    private static string Group(string apiVersion) => apiVersion.Contains('/', StringComparison.Ordinal) ? apiVersion[..apiVersion.IndexOf('/', StringComparison.Ordinal)] : "";
}
