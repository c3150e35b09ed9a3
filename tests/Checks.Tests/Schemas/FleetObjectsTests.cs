using System.Text.RegularExpressions;
using Slipway.Checks.Kustomize;
using Slipway.Checks.Schemas;
using Slipway.Checks.Yaml;

namespace Slipway.Checks.Tests.Schemas;

public sealed partial class FleetObjectsTests
{
    private static readonly FleetTree Fleet = FleetTree.In(Path.Combine(Repository.Root, "fleet"));
    private static readonly ObjectValidator Validator = new(SchemaCatalog.BuiltIn);

    public static TheoryData<string> Overlays => [.. Directory.GetDirectories(Path.Combine(Repository.Root, "fleet"), "overlays", SearchOption.AllDirectories)
        .SelectMany(Directory.GetDirectories)
        .Select(f => Path.GetRelativePath(Path.Combine(Repository.Root, "fleet"), f))
        .Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Overlays))]
    public void Every_object_of_an_overlay_fits_its_kind(string overlay)
    {
        var built = new KustomizeBuilder(Fleet).Build(overlay);

        Assert.True(built.Succeeded);
        Assert.Empty(built.Objects.SelectMany(o => Validator.Validate(Substituted(o))));
    }

    // As Flux does before it applies: only the form of a value counts here.
    private static YamlMap Substituted(YamlMap manifest) => (YamlMap)Substituted((YamlValue)manifest);

    private static YamlValue Substituted(YamlValue value) => value switch
    {
        YamlMap map => new YamlMap(map.Place, [.. map.Entries.Select(e => e with { Value = Substituted(e.Value) })]),
        YamlList list => list.WithItems([.. list.Items.Select(Substituted)]),
        YamlScalar scalar => scalar.WithText(Variable().Replace(scalar.Text, Form)),
        _ => value,
    };

    private static string Form(Match variable) => variable.Groups[1].Value switch
    {
        "git_provider" => "generic",
        var name when name.EndsWith("_url", StringComparison.Ordinal) => "https://git.example.com/acme/fleet",
        var name => name.Replace('_', '-'),
    };

    [GeneratedRegex(@"\$\{([a-z_]+)[^}]*\}")]
    private static partial Regex Variable();
}
