using System.Text.RegularExpressions;
using Slipway.Checks.Schemas;
using Slipway.Checks.Yaml;

namespace Slipway.Checks.Tests.Schemas;

public sealed partial class FleetObjectsTests
{
    [Fact]
    public void Every_object_of_the_fleet_fits_its_kind()
    {
        var validator = new ObjectValidator(SchemaCatalog.BuiltIn);
        var objects = Directory.EnumerateFiles(Path.Combine(Repository.Root, "fleet"), "*.yaml", SearchOption.AllDirectories)
            .Where(f => Path.GetFileName(f) != "kustomization.yaml" && !f.Contains("/overlays/", StringComparison.Ordinal))
            .SelectMany(f => YamlReader.Read(f, Substituted(File.ReadAllText(f))).Documents)
            .Cast<YamlMap>()
            .Where(o => o["metadata"] is not null)
            .ToList();

        var problems = objects.SelectMany(o => validator.Validate(o)).ToList();

        Assert.True(objects.Count > 10);
        Assert.Empty(problems);
    }

    // As Flux does before it applies: only the form of a value counts here.
    private static string Substituted(string text) => Variable().Replace(text, variable => variable.Groups[1].Value switch
    {
        "git_provider" => "generic",
        var name when name.EndsWith("_url", StringComparison.Ordinal) => "https://git.example.com/acme/fleet",
        var name => name.Replace('_', '-'),
    });

    [GeneratedRegex(@"\$\{([a-z_]+)[^}]*\}")]
    private static partial Regex Variable();
}
