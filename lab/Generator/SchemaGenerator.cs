using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using Slipway.Lab.Schema;

namespace Slipway.Lab.Generator;

/// <summary>
/// Turns package schemas (the JSON files among the additional files of a project) into typed resources, arguments, outputs and
/// functions, in the shape of Pulumi's own .NET code generator. A broken schema is a build error at its place.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class SchemaGenerator : IIncrementalGenerator
{
    /// <summary>Name of the step that reads schema files, for tests of incremental runs.</summary>
    internal const string ReadStep = "SchemaText";

    /// <inheritdoc />
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        // Path and text compare by value, so an unchanged schema is not generated again.
        var schemas = context.AdditionalTextsProvider
            .Where(file => file.Path.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
            .Select((file, cancellation) => (file.Path, Text: file.GetText(cancellation)?.ToString() ?? ""))
            .WithTrackingName(ReadStep);
        context.RegisterSourceOutput(schemas, (output, schema) => Generate(output, schema.Path, schema.Text));
    }

    private static void Generate(SourceProductionContext output, string path, string text)
    {
        var problems = new List<SchemaProblem>();
        if (SchemaReader.Read(text, problems) is { } package)
        {
            foreach (var file in new PackageCode(package).Files())
                output.AddSource(file.Name, SourceText.From(file.Code, Encoding.UTF8));
        }
        foreach (var problem in problems)
            output.ReportDiagnostic(Diagnostic.Create(Descriptor(problem.Id), Place(path, problem), problem.Path.Length > 0 ? $"{problem.Path}: {problem.Message}" : problem.Message));
    }

    private static DiagnosticDescriptor Descriptor(string id) =>
        new(id, "Broken package schema", "{0}", "Schema", DiagnosticSeverity.Error, isEnabledByDefault: true);

    private static Location Place(string path, SchemaProblem problem)
    {
        var position = new LinePosition(problem.Line - 1, problem.Column - 1);
        return Location.Create(path, default, new LinePositionSpan(position, position));
    }
}
