using System.Collections.Immutable;
using Slipway.Checks.Yaml;

namespace Slipway.Checks.Kustomize;

/// <summary>Reads the replacements of a kustomization.</summary>
internal static class ReplacementReader
{
    public static IEnumerable<ReplacementRule> Read(FieldReader fields)
    {
        foreach (var item in fields.Items("replacements"))
        {
            if (item.Known("path") is { } path)
            {
                item.Close();
                item.Report(SourceProblemKind.UnknownField, path.Key.Place, "this builder does not read replacements from files", "write the replacement here, or use --builder kubectl or --builder kustomize");
                continue;
            }
            var source = item.Fields("source") is { } from ? ReadSource(from) : null;
            ImmutableArray<ReplacementTarget> targets = [.. item.Items("targets").Select(ReadTarget).OfType<ReplacementTarget>()];
            item.Close();
            if (source is null || targets.Length == 0)
                item.Report(SourceProblemKind.InvalidField, item.Place, "a replacement needs a source and at least one target", "add what is missing");
            else
                yield return new ReplacementRule(item.Place, source, targets);
        }
    }

    private static ReplacementSource ReadSource(FieldReader source)
    {
        var select = ReadSelector(source);
        var path = source.Text("fieldPath");
        var (part, _) = ReadOptions(source);
        source.Close();
        return new ReplacementSource(source.Place, select, path.Length == 0 ? "metadata.name" : path, part);
    }

    private static ReplacementTarget? ReadTarget(FieldReader target)
    {
        ReplacementSelector? select = null;
        if (target.Fields("select") is { } selected)
        {
            select = ReadSelector(selected);
            selected.Close();
        }
        var reject = ImmutableArray.CreateBuilder<ReplacementSelector>();
        foreach (var rejected in target.Items("reject"))
        {
            reject.Add(ReadSelector(rejected));
            rejected.Close();
        }
        var paths = target.Texts("fieldPaths");
        var (part, create) = ReadOptions(target);
        target.Close();
        if (select is not null)
            return new ReplacementTarget(target.Place, select, reject.ToImmutable(), paths.Length > 0 ? paths : [YamlScalar.String(target.Place, "metadata.name")], part, create);
        target.Report(SourceProblemKind.InvalidField, target.Place, "a target of a replacement has no select", "say which objects it goes to");
        return null;
    }

    private static ReplacementSelector ReadSelector(FieldReader fields) => new(
        new KindSelector(fields.Text("group"), fields.Text("version"), fields.Text("kind")),
        fields.Text("name"), fields.Text("namespace"), fields.Selector("labelSelector"), fields.Selector("annotationSelector"));

    private static (PartOptions Part, bool Create) ReadOptions(FieldReader fields)
    {
        if (fields.Fields("options") is not { } options)
            return (new PartOptions("", 0), false);
        var index = options.Whole("index") is { } whole && int.TryParse(whole.JsonText, out var at) ? at : 0;
        var part = new PartOptions(options.Text("delimiter"), index);
        var create = options.Flag("create");
        options.Close();
        return (part, create);
    }
}
