using System.Text.Json.Nodes;
using Slipway.Lab.Schema;

namespace Slipway.Lab.Generator.Tests;

/// <summary>JSON as the schema reader reads it.</summary>
public sealed class PlacedJsonText
{
    [Theory]
    [InlineData("01")]
    [InlineData("1.")]
    [InlineData("-")]
    [InlineData("1e")]
    [InlineData("+1")]
    [InlineData("NaN")]
    [InlineData("True")]
    [InlineData("'a'")]
    [InlineData("[1,]")]
    [InlineData("[1 2]")]
    [InlineData("[,1]")]
    [InlineData("[1")]
    [InlineData("\"a")]
    [InlineData("\"\\x\"")]
    [InlineData("\"\\u12G4\"")]
    [InlineData("\"a\nb\"")]
    [InlineData("{\"a\" 1}")]
    [InlineData("{\"a\":}")]
    [InlineData("{a:1}")]
    [InlineData("// c\n1")]
    [InlineData("1 1")]
    [InlineData("")]
    public void Is_refused_when_it_is_not_exactly_JSON(string value)
    {
        var broken = Assert.Throws<SchemaException>(() => PackageSchema.Parse(value, "p.json"));

        Assert.Equal(SchemaProblem.NotJson, Assert.Single(broken.Problems).Id);
    }

    [Fact]
    public void Is_refused_when_it_is_nested_without_end()
    {
        var broken = Assert.Throws<SchemaException>(() => PackageSchema.Parse(new string('[', 100_000), "p.json"));

        Assert.Contains("nested more than 64 deep", broken.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("true")]
    [InlineData("-0.5e+10")]
    [InlineData("\"a \\\"quoted\\\" \\u00e9 \\ud83d\\ude80 \\\\ \\/ \\b\\f\\n\\r\\t\"")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData(" [ 1 , [ 2 , { \"a\" : [ ] , \"b\" : { \"\" : \"é\" } } ] , false ] ")]
    public void Comes_back_as_the_same_value(string value)
    {
        var schema = PackageSchema.Parse(Schemas.WithInput($$"""
            "a": { "type": "string", "default": {{value}} }
            """), "p.json");

        var kept = schema.Resources["p:i/r:R"].Inputs.Properties["a"].Default!.ToString();

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(value), JsonNode.Parse(kept)), kept);
    }

    [Fact]
    public void Knows_the_places_of_its_values_and_keys()
    {
        var schema = PackageSchema.Parse(
            "{ \"name\": \"p\",\r\n  \"version\": \"1\", \"resources\": { \"p:i/r:R\": { \"lab\": { \"computed\": {\n \"a\": { \"b\": 1 } } },\n\"properties\": { \"a\": { \"type\": \"string\" } } } } }", "p.json");

        var value = schema.Resources["p:i/r:R"].Behavior.Computed["a"];

        Assert.Equal((3, 7), (value.Line, value.Column));
        Assert.Equal((3, 9), (value.Members[0].Line, value.Members[0].Column));
    }
}
