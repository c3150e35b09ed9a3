extern alias generator;

using System.Collections.Immutable;
using generator::Slipway.Lab.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Slipway.Lab.Generator.Tests;

/// <summary>A run of the generator over schema texts.</summary>
internal static class GeneratorRun
{
    public const string ReadStep = SchemaGenerator.ReadStep;

    private static readonly ImmutableArray<MetadataReference> References =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(file => !Path.GetFileName(file).StartsWith("Slipway.Lab.Providers", StringComparison.Ordinal))
            .Select(file => MetadataReference.CreateFromFile(file))];

    public static CSharpCompilation Compilation { get; } = CSharpCompilation.Create(
        "Generated", [], References, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    public static GeneratorDriver Driver(params (string Path, string Text)[] schemas) => Driver([.. schemas.Select(s => new SchemaFile(s.Path, s.Text))]);

    public static GeneratorDriver Driver(params SchemaFile[] schemas) => CSharpGeneratorDriver.Create(
        [new SchemaGenerator().AsSourceGenerator()],
        schemas,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    public static GeneratorDriverRunResult Of(string path, string text) => Driver((path, text)).RunGenerators(Compilation).GetRunResult();

    public static string Snapshot(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Snapshots", name));

    public sealed class SchemaFile(string path, string text) : AdditionalText
    {
        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
    }
}
