using System.Collections.Immutable;
using Slipway.Checks.Yaml;

namespace Slipway.Checks.Flux;

/// <summary>An object that Flux would apply.</summary>
/// <param name="Manifest">The object, its variables replaced. Its values keep the places of their sources.</param>
/// <param name="Built">The object as it was built, before variables were replaced.</param>
/// <param name="Uses">The variables that it takes.</param>
/// <param name="Problems">Why its variables cannot be replaced.</param>
/// <param name="Uncertain">Texts that hold a value that nobody knows here; what they are is not to be judged.</param>
public sealed record FluxObject(YamlMap Manifest, YamlMap Built, ImmutableArray<VariableUse> Uses, ImmutableArray<SubstitutionProblem> Problems, ImmutableHashSet<YamlPlace> Uncertain)
{
    /// <summary>The object's <c>apiVersion</c>, or empty.</summary>
    public string ApiVersion { get; } = Manifest.TextAt("apiVersion") ?? "";

    /// <summary>The object's <c>kind</c>, or empty.</summary>
    public string Kind { get; } = Manifest.TextAt("kind") ?? "";

    /// <summary>The object's name, or empty.</summary>
    public string Name { get; } = Manifest.TextAt("metadata", "name") ?? "";

    /// <summary>The object's namespace, or empty.</summary>
    public string Namespace { get; } = Manifest.TextAt("metadata", "namespace") ?? "";

    /// <summary>The group of its kind; empty for the core group.</summary>
    public string Group => ApiVersion.IndexOf('/', StringComparison.Ordinal) is var slash and >= 0 ? ApiVersion[..slash] : "";

    /// <summary>Where it stands.</summary>
    public YamlPlace Place => Manifest.Place;

    /// <summary>Whether it is of a kind, in any version.</summary>
    public bool Is(string group, string kind) => Kind == kind && Group == group;

    /// <summary>The value at a path of keys, or null.</summary>
    public YamlValue? Find(params ReadOnlySpan<string> path) => Manifest.Find(path);

    /// <summary>The text at a path of keys, or null.</summary>
    public string? Text(params ReadOnlySpan<string> path) => Manifest.TextAt(path);

    /// <summary>The maps of the list at a path of keys.</summary>
    public IEnumerable<YamlMap> Maps(params ReadOnlySpan<string> path) => (Manifest.Find(path) as YamlList)?.Items.OfType<YamlMap>() ?? [];

    /// <summary>Place of the value at a path of keys; of the nearest value above where there is none.</summary>
    public YamlPlace PlaceOf(params ReadOnlySpan<string> path)
    {
        YamlValue value = Manifest;
        foreach (var key in path)
        {
            if ((value as YamlMap)?[key] is not { } next)
                break;
            value = next;
        }
        return value.Place;
    }

    /// <inheritdoc />
    public override string ToString() => $"{Kind} {(Namespace.Length > 0 ? Namespace + "/" : "")}{Name}";
}
