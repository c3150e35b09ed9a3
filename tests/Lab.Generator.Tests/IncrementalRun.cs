using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Slipway.Lab.Generator.Tests;

/// <summary>The generator does again only what changed.</summary>
public sealed class IncrementalRun
{
    [Fact]
    public void Leaves_an_unchanged_schema_alone_when_code_changes()
    {
        var driver = GeneratorRun.Driver(("p.json", Schemas.With("{}"))).RunGenerators(GeneratorRun.Compilation);

        var run = driver.RunGenerators(GeneratorRun.Compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText("class C;"))).GetRunResult();

        Assert.All(Outputs(run), reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }

    [Fact]
    public void Generates_only_the_schema_that_changed()
    {
        var (before, other) = (new GeneratorRun.SchemaFile("p.json", Schemas.With("{}")), new GeneratorRun.SchemaFile("q.json", Schemas.With("{}").Replace("\"p\"", "\"q\"", StringComparison.Ordinal)));
        var driver = GeneratorRun.Driver(before, other).RunGenerators(GeneratorRun.Compilation);

        var changed = driver.ReplaceAdditionalText(before, new GeneratorRun.SchemaFile("p.json", Schemas.With("""{ "p:i/r:R": {} }""")));
        var run = changed.RunGenerators(GeneratorRun.Compilation).GetRunResult();

        Assert.Equal([IncrementalStepRunReason.Modified, IncrementalStepRunReason.Cached], Outputs(run).Order());
        Assert.Contains(run.Results[0].GeneratedSources, s => s.HintName == "P.I.R.g.cs");
    }

    private static IEnumerable<IncrementalStepRunReason> Outputs(GeneratorDriverRunResult run) =>
        run.Results[0].TrackedOutputSteps.SelectMany(s => s.Value).SelectMany(s => s.Outputs).Select(o => o.Reason);
}
