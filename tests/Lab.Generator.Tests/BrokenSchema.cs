using Microsoft.CodeAnalysis;

namespace Slipway.Lab.Generator.Tests;

/// <summary>A broken schema is a build error at its place.</summary>
public sealed class BrokenSchema
{
    public static TheoryData<string, string, string, string> Cases => new()
    {
        { "SLIP0001", "this is no JSON value", "", Schemas.With("§nul") },
        { "SLIP0001", "the text ends too early", "", """{ "name": "p" §""" },
        { "SLIP0001", "a key in double quotes", "", """{ "name": "p", §}""" },
        { "SLIP0002", "the key stands twice", "a", Schemas.WithInput("""
            "a": { "type": "string" }, §"a": { "type": "string" }
            """) },
        { "SLIP0003", "text is not a type", "resources/p:i/r:R/inputProperties/a", Schemas.WithInput("""
            "a": { "type": §"text" }
            """) },
        { "SLIP0003", "the key items is missing", "resources/p:i/r:R/inputProperties/a", Schemas.WithInput("""
            "a": §{ "type": "array" }
            """) },
        { "SLIP0003", "oneOf must hold two types", "resources/p:i/r:R/inputProperties/a", Schemas.WithInput("""
            "a": { "oneOf": §[{ "type": "string" }] }
            """) },
        { "SLIP0003", "a type is an object", "types/p:i/T:T", Schemas.With("{}", """{ "p:i/T:T": { "type": §"integer" } }""") },
        { "SLIP0004", "#/types/p:i/T:T leads nowhere", "resources/p:i/r:R/inputProperties/a/items", Schemas.WithInput("""
            "a": { "type": "array", "items": { "$ref": §"#/types/p:i/T:T" } }
            """) },
        { "SLIP0005", "\"b\" is not among the inputProperties", "resources/p:i/r:R/requiredInputs", Schemas.With("""
            { "p:i/r:R": { "inputProperties": { "a": { "type": "string" } }, "requiredInputs": ["a", §"b"] } }
            """) },
        { "SLIP0005", "b is not an output", "resources/p:i/r:R/lab/computed", Schemas.With("""{ "p:i/r:R": { "lab": { "computed": { "b": §"x" } } } }""") },
        { "SLIP0005", "b is not an input", "resources/p:i/r:R/lab/unique", Schemas.With("""{ "p:i/r:R": { "lab": { "unique": [§"b"] } } }""") },
        { "SLIP0005", "b is not an input", "resources/p:i/r:R/lab/autoName", Schemas.With("""{ "p:i/r:R": { "lab": { "autoName": { "property": §"b" } } } }""") },
        { "SLIP0006", "p:i/s:S is not a resource", "resources/p:i/r:R/inputProperties/a/lab", Schemas.WithInput("""
            "a": { "type": "string", "lab": { "refers": §"p:i/s:S" } }
            """) },
        { "SLIP0006", "arn is not an output of p:i/r:R", "resources/p:i/r:R/inputProperties/a/lab", Schemas.WithInput("""
            "a": { "type": "string", "lab": { "refers": §"p:i/r:R#arn" } }
            """) },
        { "SLIP0007", "the key willReplaceOnChange is not known", "resources/p:i/r:R/inputProperties/a", Schemas.WithInput("""
            "a": { "type": "string", §"willReplaceOnChange": true }
            """) },
        { "SLIP0007", "a boolean must stand here, not a text", "resources/p:i/r:R/inputProperties/a/secret", Schemas.WithInput("""
            "a": { "type": "string", "secret": §"yes" }
            """) },
        { "SLIP0007", "the key version is missing", "", """§{ "name": "p" }""" },
        { "SLIP0007", "Pets is no package name", "name", """{ "name": §"Pets", "version": "1" }""" },
        { "SLIP0007", "q:i/r:R is no token of this package", "resources", Schemas.With("""{ §"q:i/r:R": {} }""") },
        { "SLIP0007", "p:R is no token of this package", "functions", """{ "name": "p", "version": "1", "functions": { §"p:R": {} } }""" },
        { "SLIP0007", "no digit comes first", "resources/p:i/r:R/inputProperties/a-b", Schemas.WithInput("""
            §"a-b": { "type": "string" }
            """) },
        { "SLIP0007", "an enumeration must have values", "types/p:i/T:T/enum", Schemas.With("{}", """{ "p:i/T:T": { "type": "string", "enum": §[] } }""") },
        { "SLIP0008", "this is no regular expression", "resources/p:i/r:R/inputProperties/a/lab/pattern", Schemas.WithInput("""
            "a": { "type": "string", "lab": { "pattern": §"[" } }
            """) },
        { "SLIP0008", "min is greater than max", "resources/p:i/r:R/inputProperties/a/lab", Schemas.WithInput("""
            "a": { "type": "integer", "lab": { "min": §2, "max": 1 } }
            """) },
        { "SLIP0008", "uuid is not a format", "resources/p:i/r:R/inputProperties/a/lab", Schemas.WithInput("""
            "a": { "type": "string", "lab": { "format": §"uuid" } }
            """) },
    };

    /// <summary>The sign § marks the place where the message must point.</summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public void Is_an_error_that_names_file_place_and_property(string id, string message, string path, string marked)
    {
        var at = marked.IndexOf('§', StringComparison.Ordinal);
        var before = marked[..at].Split('\n');

        var diagnostic = Assert.Single(GeneratorRun.Of("schemas/p.json", marked.Remove(at, 1)).Diagnostics);

        Assert.Equal((id, DiagnosticSeverity.Error), (diagnostic.Id, diagnostic.Severity));
        Assert.Contains(message, diagnostic.GetMessage(null), StringComparison.Ordinal);
        Assert.StartsWith(path, diagnostic.GetMessage(null), StringComparison.Ordinal);
        var place = diagnostic.Location.GetLineSpan();
        Assert.Equal(("schemas/p.json", before.Length - 1, before[^1].Length), (place.Path, place.StartLinePosition.Line, place.StartLinePosition.Character));
    }

    [Fact]
    public void Tells_everything_at_once_and_generates_nothing()
    {
        var run = GeneratorRun.Of("p.json", Schemas.WithInput("""
            "a": { "type": "text" }, "b": { "type": "string", "secret": 1 }
            """));

        Assert.Equal(["SLIP0003", "SLIP0007"], run.Diagnostics.Select(d => d.Id).Order());
        Assert.Empty(run.Results[0].GeneratedSources);
    }

    [Fact]
    public void Is_told_once_for_a_required_property_of_unknown_type()
    {
        var run = GeneratorRun.Of("p.json", Schemas.With("""{ "p:i/r:R": { "inputProperties": { "a": { "type": "text" } }, "requiredInputs": ["a"] } }"""));

        Assert.Equal(["SLIP0003"], run.Diagnostics.Select(d => d.Id));
    }

    [Fact]
    public void Does_not_keep_other_schemas_from_being_generated()
    {
        var run = GeneratorRun.Driver(("bad.json", "{"), ("p.json", Schemas.With("{}"))).RunGenerators(GeneratorRun.Compilation).GetRunResult();

        Assert.Single(run.Diagnostics);
        Assert.Contains(run.Results[0].GeneratedSources, s => s.HintName == "P.Provider.g.cs");
    }
}
