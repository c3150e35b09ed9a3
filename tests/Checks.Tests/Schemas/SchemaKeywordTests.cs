using Slipway.Checks.Schemas;

namespace Slipway.Checks.Tests.Schemas;

public sealed class SchemaKeywordTests
{
    [Theory]
    [InlineData("{ properties: { name: { type: string } } }", "{ nmae: a }", SchemaProblemKind.UnknownField, "nmae", "did you mean 'name'?")]
    [InlineData("{ required: [name] }", "{ }", SchemaProblemKind.MissingField, "name", "add it")]
    [InlineData("{ required: [name], properties: { name: { type: string } } }", "{ name: }", SchemaProblemKind.MissingField, "name", "add it")]
    [InlineData("{ type: object }", "[]", SchemaProblemKind.WrongType, "", "a map")]
    [InlineData("{ properties: { a: { type: string } } }", "{ a: 10 }", SchemaProblemKind.WrongType, "a", "quote it: \"10\"")]
    [InlineData("{ properties: { a: { type: integer } } }", "{ a: '10' }", SchemaProblemKind.WrongType, "a", "write it without quotes: 10")]
    [InlineData("{ properties: { a: { type: integer } } }", "{ a: 1.5 }", SchemaProblemKind.WrongType, "a", "a whole number")]
    [InlineData("{ properties: { a: { type: boolean } } }", "{ a: 'true' }", SchemaProblemKind.WrongType, "a", "without quotes")]
    [InlineData("{ properties: { a: { type: array, items: { type: string } } } }", "{ a: { b: c } }", SchemaProblemKind.WrongType, "a", "hyphen")]
    [InlineData("{ properties: { a: { type: array, items: { type: string } } } }", "{ a: [b, 2] }", SchemaProblemKind.WrongType, "a[1]", "quote it")]
    [InlineData("{ properties: { a: { additionalProperties: { type: string } } } }", "{ a: { x.y/z: true } }", SchemaProblemKind.WrongType, "a[\"x.y/z\"]", "quote it")]
    [InlineData("{ properties: { a: { enum: [Always, Never] } } }", "{ a: always }", SchemaProblemKind.NotAllowed, "a", "did you mean 'Always'?")]
    [InlineData("{ properties: { a: { type: string, pattern: '^[0-9]+s$' } } }", "{ a: 10m }", SchemaProblemKind.PatternMismatch, "a", "that form")]
    [InlineData("{ properties: { a: { type: string, minLength: 2 } } }", "{ a: é }", SchemaProblemKind.WrongLength, "a", "write it out")]
    [InlineData("{ properties: { a: { type: string, maxLength: 2 } } }", "{ a: abc }", SchemaProblemKind.WrongLength, "a", "shorten")]
    [InlineData("{ properties: { a: { minItems: 1 } } }", "{ a: [] }", SchemaProblemKind.WrongLength, "a", "add")]
    [InlineData("{ properties: { a: { maxItems: 1 } } }", "{ a: [1, 2] }", SchemaProblemKind.WrongLength, "a", "shorten")]
    [InlineData("{ properties: { a: { minProperties: 1, additionalProperties: true } } }", "{ a: {} }", SchemaProblemKind.WrongLength, "a", "add")]
    [InlineData("{ properties: { a: { maxProperties: 1, additionalProperties: true } } }", "{ a: { b: 1, c: 2 } }", SchemaProblemKind.WrongLength, "a", "shorten")]
    [InlineData("{ properties: { a: { minimum: 1 } } }", "{ a: 0 }", SchemaProblemKind.OutOfBounds, "a", "raise")]
    [InlineData("{ properties: { a: { maximum: 1 } } }", "{ a: 2 }", SchemaProblemKind.OutOfBounds, "a", "lower")]
    [InlineData("{ properties: { a: { minimum: 1, exclusiveMinimum: true } } }", "{ a: 1 }", SchemaProblemKind.OutOfBounds, "a", "raise")]
    [InlineData("{ properties: { a: { maximum: 1, exclusiveMaximum: true } } }", "{ a: 1 }", SchemaProblemKind.OutOfBounds, "a", "lower")]
    [InlineData("{ properties: { a: { multipleOf: 5 } } }", "{ a: 7 }", SchemaProblemKind.OutOfBounds, "a", "round")]
    [InlineData("{ properties: { a: { type: integer, format: int32 } } }", "{ a: 2147483648 }", SchemaProblemKind.OutOfBounds, "a", "lower")]
    [InlineData("{ properties: { a: { type: string, format: date-time } } }", "{ a: 'yesterday' }", SchemaProblemKind.WrongFormat, "a", "2026-01-31T12:00:00Z")]
    [InlineData("{ properties: { a: { type: array, x-kubernetes-list-type: set } } }", "{ a: [b, c, b] }", SchemaProblemKind.DuplicateItem, "a[2]", "keep one")]
    [InlineData("{ properties: { a: { uniqueItems: true } } }", "{ a: [1, 1] }", SchemaProblemKind.DuplicateItem, "a[1]", "keep one")]
    [InlineData("{ properties: { a: { x-kubernetes-list-map-keys: [n], items: { properties: { n: { type: string, default: x } } } } } }", "{ a: [{}, { n: x }] }", SchemaProblemKind.DuplicateItem, "a[1]", "keep one")]
    [InlineData("{ properties: { a: { x-kubernetes-int-or-string: true } } }", "{ a: true }", SchemaProblemKind.WrongType, "a", "quote it")]
    [InlineData("{ properties: { a: { type: object, x-kubernetes-embedded-resource: true, x-kubernetes-preserve-unknown-fields: true } } }", "{ a: { kind: b } }", SchemaProblemKind.MissingField, "a.apiVersion", "add it")]
    [InlineData("{ x-kubernetes-preserve-unknown-fields: true, anyOf: [{ required: [a] }, { required: [b] }] }", "{ c: 1 }", SchemaProblemKind.WrongAlternative, "", "nearest")]
    [InlineData("{ x-kubernetes-preserve-unknown-fields: true, oneOf: [{ required: [a] }, { required: [b] }] }", "{ a: 1, b: 2 }", SchemaProblemKind.WrongAlternative, "", "keep to one")]
    [InlineData("{ x-kubernetes-preserve-unknown-fields: true, allOf: [{ required: [a] }] }", "{ b: 2 }", SchemaProblemKind.MissingField, "a", "add it")]
    [InlineData("{ x-kubernetes-preserve-unknown-fields: true, not: { required: [a] } }", "{ a: 1 }", SchemaProblemKind.WrongAlternative, "", "documentation")]
    [InlineData("{ properties: { n: { type: integer, default: 1 } }, x-kubernetes-validations: [{ rule: self.n > 1, message: more }] }", "{ }", SchemaProblemKind.RuleBroken, "", "self.n > 1")]
    [InlineData("{ properties: { n: { type: integer } }, x-kubernetes-validations: [{ rule: quantity('1') == self.n }] }", "{ n: 1 }", SchemaProblemKind.RuleNotEvaluated, "", "by hand")]
    public void Each_keyword_is_held(string schema, string value, SchemaProblemKind kind, string path, string remedy)
    {
        var problem = Assert.Single(Problems(schema, value));

        Assert.Equal((kind, path), (problem.Kind, problem.Path));
        Assert.Contains(remedy, problem.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ properties: { a: { type: string, nullable: true } } }", "{ a: null }")]
    [InlineData("{ properties: { a: { type: string } } }", "{ a: null }")]
    [InlineData("{ required: [a], properties: { a: { type: string, default: b } } }", "{ }")]
    [InlineData("{ properties: { a: { type: number } } }", "{ a: 1 }")]
    [InlineData("{ properties: { a: { x-kubernetes-int-or-string: true } } }", "{ a: 25% }")]
    [InlineData("{ properties: { a: { type: object, x-kubernetes-preserve-unknown-fields: true } } }", "{ a: { b: c } }")]
    [InlineData("{ properties: { a: { type: string } } }", "{ a: yes }")]
    [InlineData("{ properties: { a: { type: string, pattern: ^x$ } } }", "{ a: 'ENC[AES256_GCM,data:x,type:str]' }")]
    [InlineData("{ properties: { namespace: { type: string }, a-b: { type: string } }, x-kubernetes-validations: [{ rule: self.__namespace__ == self.a__dash__b }] }", "{ namespace: x, a-b: x }")]
    [InlineData("{ x-kubernetes-preserve-unknown-fields: true, x-kubernetes-validations: [{ rule: self == oldSelf }] }", "{ a: b }")]
    public void What_Kubernetes_accepts_is_accepted(string schema, string value) => Assert.Empty(Problems(schema, value));

    [Theory]
    [InlineData("date", "2026-02-30")]
    [InlineData("duration", "soon")]
    [InlineData("byte", "%%%")]
    [InlineData("uri", "no address")]
    [InlineData("email", "nobody")]
    [InlineData("hostname", "-a")]
    [InlineData("ipv4", "10.0.0.256")]
    [InlineData("ipv6", "10.0.0.1")]
    [InlineData("cidr", "10.0.0.0/33")]
    [InlineData("mac", "02:00")]
    [InlineData("uuid", "1234")]
    [InlineData("k8s-short-name", "A")]
    [InlineData("k8s-long-name", "a..b")]
    [InlineData("quantity", "1GiB")]
    [InlineData("cron", "61 * * * *")]
    [InlineData("image", "Registry/App:1")]
    public void Each_format_is_held_and_its_own_example_fits(string format, string wrong)
    {
        var problem = Assert.Single(Problems($"{{ properties: {{ a: {{ type: string, format: {format} }} }} }}", $"{{ a: '{wrong}' }}"));

        Assert.Equal(SchemaProblemKind.WrongFormat, problem.Kind);
        Assert.Null(SchemaFormats.ExampleUnlessFits(format, SchemaFormats.ExampleUnlessFits(format, wrong)!.Split(" or ")[0]));
    }

    [Fact]
    public void Every_problem_is_reported_with_its_place()
    {
        var problems = Problems("{ properties: { a: { type: string }, b: { type: integer } } }", "a: 1\nb:\n  - 2\n");

        Assert.Equal(["app.yaml:1:4", "app.yaml:3:3"], problems.Select(p => p.Place.ToString()));
    }

    [Fact]
    public void A_message_gives_way_to_its_expression()
    {
        var problem = Assert.Single(Problems("{ properties: { n: { type: integer } }, x-kubernetes-validations: [{ rule: self.n > 1, message: more, messageExpression: \"'got ' + string(self.n)\" }] }", "{ n: 1 }"));

        Assert.Equal("got 1", problem.Message);
    }

    [Theory]
    [InlineData("{ if: {} }")]
    [InlineData("{ $ref: '#/a' }")]
    [InlineData("{ type: text }")]
    [InlineData("{ pattern: '(?=a)' }")]
    [InlineData("{ minLength: 1, minItems: 1 }")]
    public void A_schema_that_cannot_be_followed_is_refused(string schema) => Assert.Throws<SchemaException>(() => SchemaReader.Json(Manifest.Of(schema)));

    private static List<SchemaProblem> Problems(string schema, string value)
    {
        var read = Slipway.Checks.Yaml.YamlReader.Read(Manifest.File, value);
        var structural = Manifest.Of(schema);
        var wrapped = SchemaReader.Structural(Manifest.Of("properties: {}").With("properties", Manifest.Of("x: {}").With("value", structural)));
        return SchemaValidator.Validate(read.Documents[0], wrapped.Properties["value"]);
    }
}
