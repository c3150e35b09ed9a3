using Slipway.Lab.Schema;

namespace Slipway.Lab.Generator.Tests;

/// <summary>The model that clouds read.</summary>
public sealed class SchemaModel
{
    private readonly PackageSchema _tiny = PackageSchema.Parse(GeneratorRun.Snapshot("tiny.json"), "tiny.json");

    [Fact]
    public void Knows_types_requirements_and_secrets()
    {
        var inputs = _tiny.Resources["tiny:sea/ship:Ship"].Inputs.Properties;

        Assert.Equal(["cargo", "code", "flag", "log", "name", "port"], inputs.Keys);
        Assert.Equal([TypeKind.List, TypeKind.String, TypeKind.Enum, TypeKind.Union, TypeKind.String, TypeKind.String], inputs.Values.Select(p => p.Type.Kind));
        Assert.Equal(["name"], inputs.Values.Where(p => p.Required).Select(p => p.Name));
        Assert.Equal(["code"], inputs.Values.Where(p => p.Secret).Select(p => p.Name));
    }

    [Fact]
    public void Resolves_references_to_types()
    {
        var cargo = _tiny.Resources["tiny:sea/ship:Ship"].Inputs.Properties["cargo"].Type.Element!;

        Assert.Equal(TypeKind.Object, cargo.Kind);
        Assert.Same(_tiny.Types["tiny:sea/ShipCargo:ShipCargo"], cargo.Object);
    }

    [Fact]
    public void Knows_the_rules_of_a_value()
    {
        var inputs = PackageSchema.Parse(
            Schemas.With("""
            { "p:i/r:R": { "inputProperties": {
                "a": { "type": "string", "willReplaceOnChanges": true, "default": "x", "lab": { "values": ["x", "y"], "min": 1, "max": 2.5, "format": "cidr", "pattern": "^x" } },
                "b": { "type": "string", "lab": { "refers": "p:i/r:R#arn" } },
                "c": { "type": "string", "lab": { "refers": "p:i/r:R" } } },
              "properties": { "arn": { "type": "string" } } } }
            """), "p.json").Resources["p:i/r:R"].Inputs.Properties;

        var rules = inputs["a"].Rules!;
        Assert.Equal(["x", "y"], rules.Values);
        Assert.Equal((1, 2.5, "cidr", "^x"), (rules.Min, rules.Max, rules.Format, rules.Pattern));
        Assert.Equal((true, "x"), (inputs["a"].WillReplaceOnChanges, inputs["a"].Default!.Text));
        Assert.Equal(("p:i/r:R", "arn"), (inputs["b"].Rules!.RefersTo, inputs["b"].Rules!.RefersOutput));
        Assert.Equal(("p:i/r:R", null), (inputs["c"].Rules!.RefersTo, inputs["c"].Rules!.RefersOutput));
    }

    [Fact]
    public void Knows_how_a_resource_behaves()
    {
        var behavior = PackageSchema.Parse(
            Schemas.With("""
            { "p:i/r:R": { "inputProperties": { "name": { "type": "string" } },
              "properties": { "arn": { "type": "string" } },
              "lab": { "id": "r-{hex:8}", "computed": { "arn": ["{id}"] }, "autoName": { "property": "name", "maxLength": 63 }, "unique": ["name"], "deleteBeforeReplace": true } } }
            """), "p.json").Resources["p:i/r:R"].Behavior;

        Assert.Equal(("r-{hex:8}", true, "[\"{id}\"]"), (behavior.Id, behavior.DeleteBeforeReplace, behavior.Computed["arn"].ToString()));
        Assert.Equal(("name", 63), (behavior.AutoName!.Property, behavior.AutoName.MaxLength));
        Assert.Equal(["name"], behavior.Unique);
    }

    [Fact]
    public void Has_no_automatic_name_where_the_schema_says_null()
    {
        var schema = PackageSchema.Parse(Schemas.With("""{ "p:i/r:R": { "lab": { "autoName": null } } }"""), "p.json");

        Assert.Null(schema.Resources["p:i/r:R"].Behavior.AutoName);
    }

    [Fact]
    public void Tells_the_file_and_the_place_of_every_problem()
    {
        var broken = Assert.Throws<SchemaException>(() => PackageSchema.Parse("{\n  \"name\": 1, \"version\": 2 }", "p.json"));

        Assert.Equal(
            "p.json:2:11: SLIP0007: name: a text must stand here, not a number\np.json:2:25: SLIP0007: version: a text must stand here, not a number",
            broken.Message);
    }
}
