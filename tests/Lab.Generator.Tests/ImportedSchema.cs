using System.Text.Json.Nodes;
using Slipway.Tools.ImportSchema;

namespace Slipway.Lab.Generator.Tests;

/// <summary>A schema as the import tool takes it out of a listing.</summary>
public sealed class ImportedSchema
{
    private static readonly string[] ShipOnly = ["tiny:sea/ship:Ship"];

    [Fact]
    public void Holds_structure_replacements_and_secrets()
    {
        Assert.Equal(GeneratorRun.Snapshot("imported.json"), SchemaText.Write(Import(ShipOnly)));
    }

    [Fact]
    public void Is_a_schema_that_the_generator_takes()
    {
        Assert.Empty(GeneratorRun.Of("tiny.json", SchemaText.Write(Import(ShipOnly))).Diagnostics);
    }

    [Fact]
    public void Keeps_what_people_wrote()
    {
        var edited = Import(ShipOnly);
        var ship = edited["resources"]!["tiny:sea/ship:Ship"]!;
        ship["lab"] = new JsonObject { ["id"] = "ship-{hex:8}" };
        ship["inputProperties"]!["name"]!["lab"] = new JsonObject { ["pattern"] = "[a-z]+" };
        ship["inputProperties"]!["code"]!["default"] = "none";
        edited["types"]!["tiny:sea/ShipCargo:ShipCargo"]!["properties"]!["seal"]!["description"] = "Who sealed it.";
        var imported = Import(ShipOnly);

        HandMade.Keep(edited, imported);

        Assert.Equal(SchemaText.Write(edited), SchemaText.Write(imported));
    }

    [Fact]
    public void Loses_what_people_wrote_only_with_an_error_that_names_it()
    {
        var edited = Import(ShipOnly);
        edited["resources"]!["tiny:sea/ship:Ship"]!["lab"] = new JsonObject();

        var lost = Assert.Throws<ImportException>(() => HandMade.Keep(edited, Import([])));

        Assert.Contains("/resources/tiny:sea/ship:Ship/lab", lost.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Does_not_take_a_property_called_default_for_something_written_by_hand()
    {
        var old = new JsonObject { ["types"] = new JsonObject { ["t"] = new JsonObject { ["properties"] = new JsonObject { ["default"] = new JsonObject { ["type"] = "string" } } } } };
        var imported = new JsonObject { ["types"] = new JsonObject { ["t"] = new JsonObject { ["properties"] = new JsonObject() } } };

        HandMade.Keep(old, imported);

        Assert.Empty(imported["types"]!["t"]!["properties"]!.AsObject());
    }

    [Fact]
    public void Is_refused_when_the_listing_lacks_a_resource()
    {
        var missing = Assert.Throws<ImportException>(() => Import(["tiny:sea/boat:Boat"]));

        Assert.Equal("resource tiny:sea/boat:Boat is not in the listing", missing.Message);
    }

    private static JsonObject Import(string[] resources)
    {
        var selection = new Selection
        {
            Compatibility = "tfbridge20",
            ModuleFormat = "(.*)(?:/[^/]*)",
            Resources = resources,
            Functions = ["tiny:index/getTide:getTide"],
            Omit = ["tiny:sea/ship:Ship skipped"],
            Enums = new() { ["tiny:sea/Flag:Flag"] = new() { ["White"] = "white" } },
        };
        var facts = PropertyFacts.Parse(
            ["# a comment", "tiny:sea/ship:Ship name", "tiny:sea/ship:Ship cargo.seal"], ["tiny:sea/ship:Ship code in+out", "tiny:sea/ship:Ship cargo.seal in"], selection);
        return new SchemaImport("tiny", Listing.Parse(GeneratorRun.Snapshot("listing.txt").Split('\n')), selection, facts).Run();
    }
}
