using System.Collections.Immutable;
using Slipway.Checks.Yaml;

namespace Slipway.Checks.Kustomize;

/// <summary>Reads kustomization files, strictly: what this builder would not heed is a problem.</summary>
internal static class KustomizationReader
{
    /// <summary>The names that a kustomization file may have.</summary>
    public static ImmutableArray<string> FileNames { get; } = ["kustomization.yaml", "kustomization.yml", "Kustomization"];

    private static readonly string[] Unsupported =
        ["vars", "configurations", "generators", "transformers", "validators", "helmCharts", "helmGlobals", "helmChartInflationGenerator", "inventory"];

    public static Kustomization Read(YamlMap map, ImmutableArray<SourceProblem>.Builder problems)
    {
        var fields = new FieldReader(map, "the kustomization", problems);
        var component = ReadKind(fields);
        var options = fields.Fields("generatorOptions") is { } common ? ReadOptions(common) : GeneratorOptions.None;
        var kustomization = new Kustomization
        {
            IsComponent = component,
            Resources = [.. fields.Texts("resources"), .. fields.Texts("bases")],
            Components = fields.Texts("components"),
            Namespace = fields.Scalar("namespace"),
            NamePrefix = fields.Text("namePrefix"),
            NameSuffix = fields.Text("nameSuffix"),
            Labels = ReadLabels(fields),
            CommonAnnotations = fields.Pairs("commonAnnotations"),
            Images = [.. fields.Items("images").Concat(fields.Items("imageTags")).Select(ReadImage).OfType<ImageRule>()],
            Replicas = [.. fields.Items("replicas").Select(ReadReplicas).OfType<ReplicaRule>()],
            MergePatches = fields.Texts("patchesStrategicMerge"),
            Patches = [.. fields.Items("patches").Select(PatchReader.Read).OfType<PatchRule>()],
            LatePatches = [.. fields.Items("patchesJson6902").Select(PatchReader.Read).OfType<PatchRule>()],
            Generators = [.. Generators(fields, "configMapGenerator", "ConfigMap", options), .. Generators(fields, "secretGenerator", "Secret", options)],
            Replacements = [.. ReplacementReader.Read(fields)],
            Sort = ReadSort(fields),
        };
        RefuseBuildMetadata(fields);
        NoteLeftOut(fields);
        fields.Close();
        return kustomization;
    }

    private static bool ReadKind(FieldReader fields)
    {
        var (kind, version) = (fields.Scalar("kind"), fields.Scalar("apiVersion"));
        fields.Known("metadata");
        if (kind is { Text: not ("Kustomization" or "Component") })
            fields.Report(SourceProblemKind.InvalidField, kind.Place, $"the kustomization's kind is '{kind.Text}'", "make it Kustomization, or Component");
        var component = kind?.Text == "Component";
        var expected = component ? "kustomize.config.k8s.io/v1alpha1" : "kustomize.config.k8s.io/v1beta1";
        if (version is not null && version.Text != expected)
            fields.Report(SourceProblemKind.InvalidField, version.Place, $"the kustomization's apiVersion is '{version.Text}'", $"make it {expected}");
        return component;
    }

    private static ImmutableArray<LabelRule> ReadLabels(FieldReader fields)
    {
        var rules = ImmutableArray.CreateBuilder<LabelRule>();
        foreach (var label in fields.Items("labels"))
        {
            var pairs = label.Pairs("pairs");
            var (selectors, templates) = (label.Flag("includeSelectors"), label.Flag("includeTemplates"));
            ImmutableArray<FieldSpec> own = [.. label.Items("fields").Select(ReadFieldSpec).OfType<FieldSpec>()];
            label.Close();
            ImmutableArray<FieldSpec> standard = selectors ? FieldSpecs.LabelsAndSelectors
                : templates ? [FieldSpecs.MetadataLabels, .. FieldSpecs.TemplateLabels] : [FieldSpecs.MetadataLabels];
            rules.Add(new LabelRule(pairs, [.. own, .. standard]));
        }
        if (fields.Pairs("commonLabels") is { Length: > 0 } common)
            rules.Add(new LabelRule(common, FieldSpecs.LabelsAndSelectors));
        return rules.ToImmutable();
    }

    private static FieldSpec? ReadFieldSpec(FieldReader field)
    {
        var (path, create) = (field.Scalar("path"), field.Flag("create"));
        var spec = path is null ? null : FieldSpec.Of(path.Text, create, field.Text("kind"), field.Text("group"), field.Text("version"));
        field.Close();
        if (spec is null)
            field.Report(SourceProblemKind.InvalidField, field.Place, "a field for labels has no path", "name the field, with slashes between keys");
        return spec;
    }

    private static ImageRule? ReadImage(FieldReader image)
    {
        var name = image.Text("name");
        var rule = new ImageRule(name, image.Text("newName"), image.Text("newTag"), image.Text("tagSuffix"), image.Text("digest"), image.Place);
        image.Close();
        if (name.Length > 0)
            return rule;
        image.Report(SourceProblemKind.InvalidField, image.Place, "an image to replace has no name", "name the image as it stands in the workloads, without tag");
        return null;
    }

    private static ReplicaRule? ReadReplicas(FieldReader replicas)
    {
        var (name, count) = (replicas.Text("name"), replicas.Whole("count"));
        replicas.Close();
        return name.Length == 0 ? null : new ReplicaRule(name, count ?? new YamlScalar(replicas.Place, "0", YamlKind.Integer));
    }

    private static IEnumerable<GeneratorRule> Generators(FieldReader fields, string field, string kind, GeneratorOptions common)
    {
        foreach (var generator in fields.Items(field))
        {
            var options = generator.Fields("options") is { } own ? Merge(common, ReadOptions(own)) : common;
            var name = generator.Scalar("name");
            var rule = new GeneratorRule(generator.Place, kind, name ?? YamlScalar.String(generator.Place, ""), generator.Text("namespace"), ReadBehavior(generator), kind == "Secret" ? generator.Text("type") : "", options)
            {
                Files = generator.Texts("files"),
                Literals = generator.Texts("literals"),
                Envs = [.. generator.Texts("envs"), .. generator.Scalar("env") is { } env ? new[] { env } : []],
            };
            generator.Close();
            if (rule.Name.Text.Length > 0)
                yield return rule;
            else
                generator.Report(SourceProblemKind.InvalidField, generator.Place, $"an item of {field} has no name", "give it the name that workloads refer to");
        }
    }

    private static GeneratorBehavior ReadBehavior(FieldReader generator)
    {
        var behavior = generator.Scalar("behavior");
        switch (behavior?.Text)
        {
            case null or "" or "create":
                return GeneratorBehavior.Create;
            case "merge":
                return GeneratorBehavior.Merge;
            case "replace":
                return GeneratorBehavior.Replace;
            default:
                generator.Report(SourceProblemKind.InvalidField, behavior.Place, $"'{behavior.Text}' is no behavior of a generator", "make it create, merge or replace");
                return GeneratorBehavior.Create;
        }
    }

    private static GeneratorOptions ReadOptions(FieldReader options)
    {
        var read = new GeneratorOptions(options.Pairs("labels"), options.Pairs("annotations"), options.Flag("disableNameSuffixHash"), options.Flag("immutable"));
        options.Close();
        return read;
    }

    private static GeneratorOptions Merge(GeneratorOptions common, GeneratorOptions own) => new(
        [.. own.Labels, .. common.Labels.Where(c => own.Labels.All(o => o.Name != c.Name))],
        [.. own.Annotations, .. common.Annotations.Where(c => own.Annotations.All(o => o.Name != c.Name))],
        common.DisableNameSuffixHash || own.DisableNameSuffixHash,
        common.Immutable || own.Immutable);

    private static SortRule? ReadSort(FieldReader fields)
    {
        if (fields.Fields("sortOptions") is not { } sort)
            return SortOrder.Legacy;
        var order = sort.Scalar("order");
        var kinds = sort.Fields("legacySortOptions");
        var rule = kinds is null ? SortOrder.Legacy : new SortRule([.. kinds.Texts("orderFirst").Select(k => k.Text)], [.. kinds.Texts("orderLast").Select(k => k.Text)]);
        kinds?.Close();
        sort.Close();
        if (order?.Text is not ("legacy" or "fifo"))
            sort.Report(SourceProblemKind.InvalidField, order?.Place ?? sort.Place, $"the sort order is '{order?.Text}'", "make it legacy or fifo");
        else if (order.Text == "fifo" && kinds is not null)
            sort.Report(SourceProblemKind.InvalidField, kinds.Place, "legacySortOptions stand beside the order fifo", "make the order legacy, or leave the options out");
        return order?.Text == "legacy" ? rule : null;
    }

    private static void RefuseBuildMetadata(FieldReader fields)
    {
        foreach (var option in fields.Texts("buildMetadata"))
        {
            if (option.Text is "managedByLabel" or "originAnnotations" or "transformerAnnotations")
                fields.Report(SourceProblemKind.UnknownField, option.Place, $"kustomize has the build metadata '{option.Text}', and this builder does not", "leave it out, or use --builder kubectl or --builder kustomize");
            else
                fields.Report(SourceProblemKind.InvalidField, option.Place, $"'{option.Text}' is no build metadata", "make it managedByLabel, originAnnotations or transformerAnnotations");
        }
    }

    private static void NoteLeftOut(FieldReader fields)
    {
        foreach (var field in new[] { "openapi", "crds" })
        {
            if (fields.Known(field) is { } entry)
                fields.Report(SourceProblemKind.Note, entry.Key.Place, $"'{field}' is not read: lists of custom resources are replaced by patches as a whole, and their references are not renamed", "use --builder kubectl or --builder kustomize if patches depend on it");
        }
        foreach (var field in Unsupported)
        {
            if (fields.Known(field) is { } entry)
                fields.Report(SourceProblemKind.UnknownField, entry.Key.Place, $"kustomize has '{field}', and this builder does not", "use --builder kubectl or --builder kustomize, or write it with patches, components and replacements");
        }
    }
}
