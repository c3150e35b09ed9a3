using Slipway.Checks.Schemas;
using Slipway.Checks.Yaml;

namespace Slipway.Checks.Tests.Schemas;

public sealed class FluxRulesTests
{
    private static readonly ObjectValidator Validator = new(SchemaCatalog.BuiltIn);
    private static readonly YamlList Examples = (YamlList)YamlReader.Read("FluxRules.yaml", File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Schemas/FluxRules.yaml"))).Documents[0];

    public static TheoryData<int> All => [.. Enumerable.Range(0, Examples.Items.Length)];

    [Theory]
    [MemberData(nameof(All))]
    public void A_good_example_is_accepted(int index)
    {
        var example = (YamlMap)Examples.Items[index];

        Assert.Empty(Validator.Validate(Object(example, "good", "flux"), Previous(example)));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_bad_example_breaks_one_rule(int index)
    {
        var example = (YamlMap)Examples.Items[index];

        var problem = Assert.Single(Validator.Validate(Object(example, "bad", example.TextAt("name") ?? "flux"), Previous(example)));

        Assert.Equal(SchemaProblemKind.RuleBroken, problem.Kind);
    }

    [Fact]
    public void Every_rule_of_the_kinds_of_Flux_has_an_example_that_breaks_it()
    {
        var broken = Examples.Items.Cast<YamlMap>()
            .SelectMany(e => Validator.Validate(Object(e, "bad", e.TextAt("name") ?? "flux"), Previous(e)).Select(p => $"{e.TextAt("kind")}: {p.Remedy}"))
            .Distinct().Order(StringComparer.Ordinal);
        var rules = FluxKinds().SelectMany(k => Rules(k.Schema).Select(r => $"{k.Kind}: the rule is {r.Rule}")).Distinct().Order(StringComparer.Ordinal);

        Assert.Equal(rules, broken);
    }

    [Fact]
    public void A_rule_about_a_change_says_nothing_about_a_new_object()
    {
        var example = Examples.Items.Cast<YamlMap>().Single(e => e["previous"] is not null);

        Assert.Empty(Validator.Validate(Object(example, "bad", "flux")));
    }

    private static IEnumerable<KindSchema> FluxKinds() => EmbeddedSchemas.All().Select(k => k.Value.Value).Where(k => k.Group.Contains("flux", StringComparison.Ordinal));

    private static IEnumerable<SchemaRule> Rules(StructuralSchema schema) =>
        schema.Rules.Concat(schema.Properties.Values.Concat(new[] { schema.Items, schema.AdditionalProperties }.OfType<StructuralSchema>()).SelectMany(Rules));

    private static YamlMap? Previous(YamlMap example) => example["previous"] is null ? null : Object(example, "previous", "flux");

    private static YamlMap Object(YamlMap example, string field, string name)
    {
        var kind = FluxKinds().Single(k => k.Kind == example.TextAt("kind"));
        return Manifest.Of($"{{ apiVersion: {kind.ApiVersion}, kind: {kind.Kind}, metadata: {{ name: {name} }} }}").With("spec", example[field]!);
    }
}
