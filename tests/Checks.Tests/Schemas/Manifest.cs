using Slipway.Checks.Schemas;
using Slipway.Checks.Yaml;

namespace Slipway.Checks.Tests.Schemas;

/// <summary>Objects for tests, and what is wrong with them.</summary>
internal static class Manifest
{
    public const string File = "app.yaml";

    private static readonly ObjectValidator Validator = new(SchemaCatalog.BuiltIn);

    public static YamlMap Of(string yaml)
    {
        var read = YamlReader.Read(File, yaml);
        Assert.Empty(read.Problems);
        return (YamlMap)Assert.Single(read.Documents);
    }

    public static IReadOnlyList<SchemaProblem> Problems(string yaml, string? previous = null) => Validator.Validate(Of(yaml), previous is null ? null : Of(previous));

    public static SchemaProblem Problem(string yaml) => Assert.Single(Problems(yaml));
}
