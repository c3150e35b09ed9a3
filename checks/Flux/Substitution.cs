using System.Collections.Immutable;
using Slipway.Checks.Yaml;

namespace Slipway.Checks.Flux;

/// <summary>An object with its variables replaced, as kustomize-controller does it: on the text that kustomize writes, so that quotes do not survive and a value may become a number.</summary>
/// <param name="Manifest">The object; as it was where it could not be done. Its values keep the places of their sources.</param>
/// <param name="Uses">The variables that it takes.</param>
/// <param name="Problems">Why Flux would refuse.</param>
/// <param name="Uncertain">Texts that hold a value that nobody knows here; what they are is not to be judged.</param>
public sealed record Substitution(YamlMap Manifest, ImmutableArray<VariableUse> Uses, ImmutableArray<SubstitutionProblem> Problems, ImmutableHashSet<YamlPlace> Uncertain)
{
    /// <summary>The label, or annotation, that keeps an object as it is when its value is <c>disabled</c> (Flux 2.9).</summary>
    public const string Switch = "kustomize.toolkit.fluxcd.io/substitute";

    /// <summary>An object that stays as it is.</summary>
    public static Substitution Unchanged(YamlMap manifest) => new(manifest, [], [], []);

    /// <summary>Replaces the variables of an object.</summary>
    public static Substitution Of(YamlMap manifest, VariableSet variables)
    {
        if (!variables.IsActive || IsSwitchedOff(manifest))
            return Unchanged(manifest);
        var texts = new List<YamlScalar>();
        CollectTexts(manifest, texts);
        if (texts.Count == 0)
            return Unchanged(manifest);
        var scan = new Scan(variables);
        texts.ForEach(scan.Text);
        var result = new Substitution(manifest, scan.Uses.ToImmutable(), scan.Problems.ToImmutable(), scan.Uncertain.ToImmutable());
        return result.Problems.Any(p => p.Kind == SubstitutionProblemKind.Malformed) ? result : result.Replaced(variables);
    }

    private static bool IsSwitchedOff(YamlMap manifest) =>
        manifest.TextAt("metadata", "labels", Switch) == "disabled" || manifest.TextAt("metadata", "annotations", Switch) == "disabled";

    private static void CollectTexts(YamlValue value, List<YamlScalar> texts)
    {
        switch (value)
        {
            case YamlScalar scalar when VariableExpression.IsIn(scalar.Text):
                texts.Add(scalar);
                break;
            case YamlMap map:
                foreach (var entry in map.Entries)
                {
                    CollectTexts(entry.Key, texts);
                    CollectTexts(entry.Value, texts);
                }
                break;
            case YamlList list:
                foreach (var item in list.Items)
                    CollectTexts(item, texts);
                break;
        }
    }

    private Substitution Replaced(VariableSet variables)
    {
        var text = VariableExpression.Replace(YamlWriter.Write(Manifest), (name, _) => variables.Find(name)?.Text);
        var read = YamlReader.Read(Manifest.Place.File, text);
        if (read is { Problems: [], Documents: [YamlMap replaced] })
            return this with { Manifest = (YamlMap)PlacesKept.Carry(Manifest, replaced) };
        var cause = Uses.Length > 0 ? Uses[0].Place : Manifest.Place;
        return this with { Problems = Problems.Add(new SubstitutionProblem(SubstitutionProblemKind.NotYaml, cause, "with its variables replaced, this object is not YAML any more")) };
    }

    /// <summary>Looks at texts one by one, so that what is found has a place.</summary>
    private sealed class Scan(VariableSet variables)
    {
        public ImmutableArray<VariableUse>.Builder Uses { get; } = ImmutableArray.CreateBuilder<VariableUse>();

        public ImmutableArray<SubstitutionProblem>.Builder Problems { get; } = ImmutableArray.CreateBuilder<SubstitutionProblem>();

        public ImmutableHashSet<YamlPlace>.Builder Uncertain { get; } = ImmutableHashSet.CreateBuilder<YamlPlace>();

        public void Text(YamlScalar scalar)
        {
            try
            {
                VariableExpression.Replace(scalar.Text, (name, hasDefault) => Use(scalar, name, hasDefault));
            }
            catch (VariableException malformed)
            {
                Problems.Add(new SubstitutionProblem(SubstitutionProblemKind.Malformed, PlaceIn(scalar, malformed.Offset), malformed.Message));
            }
        }

        private string? Use(YamlScalar scalar, string name, bool hasDefault)
        {
            var value = variables.Find(name);
            // Among several lines, the one that takes the variable.
            var place = PlaceIn(scalar, Math.Max(0, scalar.Text.IndexOf("${" + name, StringComparison.Ordinal)));
            Uses.Add(new VariableUse(name, place, hasDefault, value));
            if (value is { IsExact: false })
                Uncertain.Add(scalar.Place);
            if (value is null && !hasDefault)
                Problems.Add(new SubstitutionProblem(SubstitutionProblemKind.Unset, place, $"variable '{name}' is not set"));
            return value?.Text;
        }

        private static YamlPlace PlaceIn(YamlScalar scalar, int offset)
        {
            if (scalar.LiteralIndent is not { } indent)
                return scalar.Place;
            var before = scalar.Text.AsSpan(0, offset);
            var column = offset - (before.LastIndexOf('\n') + 1);
            return new YamlPlace(scalar.Place.File, scalar.Place.Line + 1 + before.Count('\n'), indent + column + 1);
        }
    }
}
