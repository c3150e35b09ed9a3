using Slipway.Checks.Schemas;
using Slipway.Checks.Schemas.Cel;

namespace Slipway.Checks.Tests.Schemas;

public sealed class CelExpressionTests
{
    private static readonly Dictionary<string, CelValue> Variables = new()
    {
        ["self"] = SchemaValues.Of(Manifest.Of("{ name: app, replicas: 3, ratio: 0.5, on: true, nothing: null, tags: [a, b, a], labels: { app: web, tier: front }, items: [{ n: 1 }, { n: 2 }] }")),
    };

    [Theory]
    [InlineData("1 + 2 * 3 == 7")]
    [InlineData("(1 + 2) * 3 == 9")]
    [InlineData("7 / 2 == 3 && 7 % 2 == 1 && -7 / 2 == -3")]
    [InlineData("0x1F == 31 && 2u + 3u == 5u && 1.5e3 == 1500.0")]
    [InlineData("1 == 1u && 1 == 1.0 && 1 < 1.5 && 2u > 1")]
    [InlineData("-9223372036854775808 < 0")]
    [InlineData("'a' + \"b\" == 'ab' && r'\\d' == '\\\\d' && '''it's''' == \"it's\"")]
    [InlineData("'\\u00e9' == 'é' && '\\x41\\102' == 'AB'")]
    [InlineData("b'ab' == b'ab' && size(b'é') == 2")]
    [InlineData("[1, 2] + [3] == [1, 2, 3] && {'a': 1}['a'] == 1 && {'a': 1}.a == 1")]
    [InlineData("'1' != 1 && null == null && [] != {}")]
    [InlineData("!false && !(true && false)")]
    [InlineData("true ? 1 == 1 : 1 / 0 == 1")]
    [InlineData("false || true ? true : false")]
    [InlineData("1 in [1, 2] && 'app' in self.labels && !('x' in self.labels)")]
    [InlineData("self.name == 'app' && self.labels['tier'] == 'front' && self.tags[1] == 'b'")]
    [InlineData("has(self.name) && !has(self.other) && has(self.labels.app)")]
    [InlineData("self.nothing == null && has(self.nothing)")]
    [InlineData("size(self.tags) == 3 && self.tags.size() == 3 && 'äöü'.size() == 3 && size(self.labels) == 2")]
    [InlineData("self.tags.all(t, t in ['a', 'b']) && self.tags.exists(t, t == 'b') && self.tags.exists_one(t, t == 'b')")]
    [InlineData("!self.tags.exists_one(t, t == 'a') && [].all(x, false) && ![].exists(x, true)")]
    [InlineData("self.tags.filter(t, t == 'a') == ['a', 'a'] && self.items.map(i, i.n * 2) == [2, 4] && self.items.map(i, i.n > 1, i.n) == [2]")]
    [InlineData("self.labels.all(key, key.startsWith('t') || key == 'app')")]
    [InlineData("self.items.all(a, self.items.exists_one(b, a.n == b.n))")]
    [InlineData("'slipway'.startsWith('slip') && 'slipway'.endsWith('way') && 'slipway'.contains('ipw')")]
    [InlineData("'a-b-c'.split('-') == ['a', 'b', 'c'] && 'a-b-c'.split('-', 2) == ['a', 'b-c'] && ['a', 'b'].join('+') == 'a+b'")]
    [InlineData("'slipway'.substring(4) == 'way' && 'slipway'.substring(0, 4) == 'slip' && 'ab'.charAt(1) == 'b'")]
    [InlineData("'AbC'.lowerAscii() == 'abc' && 'abc'.upperAscii() == 'ABC' && ' a '.trim() == 'a' && 'aba'.replace('a', 'c') == 'cbc'")]
    [InlineData("'abcb'.indexOf('b') == 1 && 'abcb'.lastIndexOf('b') == 3 && [1, 2].indexOf(2) == 1 && [1].indexOf(2) == -1")]
    [InlineData("'v1.2'.matches('^v[0-9]+') && matches('v1', 'v') && !'x\\n'.matches('^x$')")]
    [InlineData("'a1b22'.find('[0-9]+') == '1' && 'a1b22'.findAll('[0-9]+') == ['1', '22']")]
    [InlineData("[3, 1, 2].max() == 3 && [3, 1, 2].min() == 1 && [1, 2].sum() == 3 && [1, 2, 2].isSorted()")]
    [InlineData("int('12') == 12 && int(3.9) == 3 && string(1) == '1' && double('1.5') == 1.5 && uint(1) == 1u && bool('true')")]
    [InlineData("duration('1h30m') == duration('90m') && duration('1500ms').getSeconds() == 1 && duration('-1s') < duration('0')")]
    [InlineData("timestamp('2026-01-31T12:00:00Z') + duration('24h') == timestamp('2026-02-01T12:00:00Z')")]
    [InlineData("timestamp('2026-01-31T12:00:00Z').getMonth() == 0 && timestamp('2026-01-31T12:00:00+01:00').getHours() == 11")]
    [InlineData("type(1) == int && type('a') == string && type(self.tags) == list && type(null) == null_type")]
    [InlineData("dyn(1) == 1 // a remark")]
    public void An_expression_that_holds_gives_true(string expression) =>
        Assert.Equal(CelValue.True, CelExpression.Parse(expression, ["self"]).Evaluate(Variables));

    [Theory]
    [InlineData("false && 1 / 0 == 1", false)]
    [InlineData("1 / 0 == 1 && false", false)]
    [InlineData("true || self.missing", true)]
    [InlineData("self.missing || true", true)]
    [InlineData("[0, 1].exists(x, 1 / x == 1)", true)]
    [InlineData("[0, 2].all(x, 1 / x == 1)", false)]
    public void A_side_that_decides_absorbs_the_error_of_the_other(string expression, bool value) =>
        Assert.Equal(CelValue.Of(value), CelExpression.Parse(expression).Evaluate(Variables));

    [Theory]
    [InlineData("1 / 0 == 1", "/", 3)]
    [InlineData("self.missing == 1", "no key 'missing'", 6)]
    [InlineData("true && self.missing", "no key 'missing'", 14)]
    [InlineData("self.tags[7] == 'a'", "index 7", 10)]
    [InlineData("9223372036854775807 + 1 > 0", "+", 21)]
    [InlineData("1 + 'a' == 2", "+ does not take (int, string)", 3)]
    [InlineData("1 && true", "&& takes bools", 3)]
    [InlineData("'a' ? 1 : 2", "a condition is a bool", 5)]
    [InlineData("has(self.name.first)", "no field 'first'", 1)]
    [InlineData("int('x') == 1", "int", 1)]
    [InlineData("'ab'.substring(3) == ''", "not within", 6)]
    [InlineData("'a'.matches('(')", "not a regular expression", 5)]
    [InlineData("other == 1", "no variable 'other'", 1)]
    [InlineData("[1].map(x, y) == []", "no variable 'y'", 12)]
    public void An_expression_that_fails_gives_an_error_with_its_place(string expression, string message, int column)
    {
        var error = Assert.IsType<CelError>(CelExpression.Parse(expression).Evaluate(Variables));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Equal(column, error.Column);
    }

    [Theory]
    [InlineData("", 1, "end of expression")]
    [InlineData("1 +", 4, "end of expression")]
    [InlineData("(1", 3, "')'")]
    [InlineData("1 2", 3, "'2'")]
    [InlineData("a # b", 3, "no meaning")]
    [InlineData("'open", 1, "no end")]
    [InlineData("'\\q'", 2, "not an escape")]
    [InlineData("99999999999999999999", 1, "64 bits")]
    [InlineData("9223372036854775808", 1, "larger than an int")]
    [InlineData("self.foo(1)", 6, "no method foo")]
    [InlineData("url('a')", 1, "no function url")]
    [InlineData("has(self)", 1, "takes a field")]
    [InlineData("self.?name", 6, "optional")]
    [InlineData("Pod{name: 1}", 1, "messages")]
    [InlineData("[1].all(x)", 10, "','")]
    [InlineData("other.name", 1, "no variable 'other'")]
    [InlineData("for == 1", 1, "reserved")]
    public void What_is_no_expression_is_refused_with_its_place(string expression, int column, string message)
    {
        var refused = Assert.Throws<CelSyntaxException>(() => CelExpression.Parse(expression, ["self"]));

        Assert.Contains(message, refused.Message, StringComparison.Ordinal);
        Assert.Equal(column, refused.Column);
    }

    [Fact]
    public void Endless_nesting_is_refused() => Assert.Throws<CelSyntaxException>(() => CelExpression.Parse(new string('(', 100_000) + "1"));

    [Fact]
    public void Nested_macros_end_before_they_take_for_ever()
    {
        const string tens = "[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]";
        var nested = Enumerable.Range(0, 9).Aggregate("true", (inner, level) => $"{tens}.all(x{level}, {inner})");

        Assert.Contains("too many", Assert.IsType<CelError>(CelExpression.Parse(nested).Evaluate(Variables)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_lockstep_of_two_repositories_can_be_asked()
    {
        var expression = CelExpression.Parse(
            "dep.metadata.generation == dep.status.observedGeneration && dep.status.conditions.exists(c, c.type == 'Ready' && c.status == 'True')"
            + " && dep.status.lastAppliedRevision.contains(self.metadata.labels['slipway/release'] + '@')",
            ["self", "dep"]);
        var self = SchemaValues.Of(Manifest.Of("metadata: { labels: { slipway/release: prod-v1.2.0 } }"));

        CelValue Ask(string revision) => expression.Evaluate(new Dictionary<string, CelValue>
        {
            ["self"] = self,
            ["dep"] = SchemaValues.Of(Manifest.Of($"{{ metadata: {{ generation: 2 }}, status: {{ observedGeneration: 2, conditions: [{{ type: Ready, status: 'True' }}], lastAppliedRevision: '{revision}' }} }}")),
        });

        Assert.Equal(CelValue.True, Ask("refs/tags/prod-v1.2.0@sha1:0123"));
        Assert.Equal(CelValue.False, Ask("refs/tags/prod-v1.2.0-rc.1@sha1:0123"));
    }
}
