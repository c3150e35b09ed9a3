using Microsoft.CodeAnalysis;

namespace Slipway.Lab.Generator.Tests;

/// <summary>What the generator writes.</summary>
public sealed class GeneratedCode
{
    [Theory]
    [InlineData("tiny.json", "Tiny.Utilities.g.cs")]
    [InlineData("tiny.json", "Tiny.Provider.g.cs")]
    [InlineData("tiny.json", "Tiny.Sea.Ship.g.cs")]
    [InlineData("tiny.json", "Tiny.GetTide.g.cs")]
    [InlineData("tiny.json", "Tiny.Types.g.cs")]
    [InlineData("coast.json", "Coast.Utilities.g.cs")]
    [InlineData("coast.json", "Coast.Core.V1.Light.g.cs")]
    [InlineData("coast.json", "Coast.Types.g.cs")]
    public void Has_the_shape_of_the_official_packages(string schema, string file)
    {
        var run = GeneratorRun.Of(schema, GeneratorRun.Snapshot(schema));

        var code = Assert.Single(run.Results[0].GeneratedSources, s => s.HintName == file).SourceText.ToString();

        Assert.Equal(GeneratorRun.Snapshot(file), code);
    }

    [Theory]
    [InlineData("tiny.json")]
    [InlineData("coast.json")]
    public void Compiles_without_a_warning(string schema)
    {
        var driver = GeneratorRun.Driver((schema, GeneratorRun.Snapshot(schema)));

        driver.RunGeneratorsAndUpdateCompilation(GeneratorRun.Compilation, out var compilation, out _);

        Assert.NotEmpty(compilation.SyntaxTrees);
        Assert.Empty(compilation.GetDiagnostics().Where(d => d.Severity >= DiagnosticSeverity.Warning));
    }

    [Fact]
    public void Of_a_function_that_takes_nothing_has_no_arguments()
    {
        var schema = """{ "name": "p", "version": "1", "functions": { "p:index:getNow": { "outputs": { "properties": { "now": { "type": "string" } } } } } }""";
        var driver = GeneratorRun.Driver(("p.json", schema));

        var run = driver.RunGeneratorsAndUpdateCompilation(GeneratorRun.Compilation, out var compilation, out _).GetRunResult();

        Assert.Empty(compilation.GetDiagnostics().Where(d => d.Severity >= DiagnosticSeverity.Warning));
        Assert.DoesNotContain("GetNowArgs", run.Results[0].GeneratedSources.Single(s => s.HintName.EndsWith("GetNow.g.cs", StringComparison.Ordinal)).SourceText.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Is_the_same_whatever_the_order_in_the_file()
    {
        var properties = "\"a\": { \"type\": \"string\" }|\"b\": { \"type\": \"string\" }".Split('|');
        string Schema(params string[] inputs) => Schemas.With($$"""{ "p:i/r:R": { "inputProperties": { {{string.Join(",", inputs)}} } } }""");

        var one = GeneratorRun.Of("p.json", Schema(properties[0], properties[1]));
        var other = GeneratorRun.Of("p.json", Schema(properties[1], properties[0]));

        Assert.Equal(one.Results[0].GeneratedSources.Select(s => s.SourceText.ToString()), other.Results[0].GeneratedSources.Select(s => s.SourceText.ToString()));
    }
}
