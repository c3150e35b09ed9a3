using System.Collections.Immutable;
using System.Text.Json;
using Pulumi;
using Pulumi.Utilities;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Sdk.Tests;

public sealed class DeserializationTests
{
    private enum Level
    {
        Low = 1,
        High = 2,
    }

    [Fact]
    public async Task Outputs_arrive_in_the_types_of_their_properties()
    {
        var all = await MakeAsync(PropertyMap.Of(
            ("text", "t"),
            ("truth", true),
            ("whole", 3d),
            ("fraction", 0.5),
            ("optional", 4d),
            ("level", 2d),
            ("color", "red"),
            ("either", 7d),
            ("anything", PropertyMap.Of(("a", PropertyValue.List("x", 1d, true)))),
            ("json", PropertyMap.Of(("a", 1d))),
            ("list", PropertyValue.List("a", "b")),
            ("map", PropertyMap.Of(("a", 1d))),
            ("tree", PropertyMap.Of(("name", "root"), ("branches", PropertyValue.List(PropertyMap.Of(("name", "leaf"))))))));

        Assert.Equal("t", await OutputUtilities.GetValueAsync(all.Text));
        Assert.True(await OutputUtilities.GetValueAsync(all.Truth));
        Assert.Equal(3, await OutputUtilities.GetValueAsync(all.Whole));
        Assert.Equal(0.5, await OutputUtilities.GetValueAsync(all.Fraction));
        Assert.Equal(4, await OutputUtilities.GetValueAsync(all.Optional));
        Assert.Equal(Level.High, await OutputUtilities.GetValueAsync(all.Level));
        Assert.Equal("red", (string)await OutputUtilities.GetValueAsync(all.Color));
        Assert.Equal(7, (await OutputUtilities.GetValueAsync(all.Either)).AsT1);
        Assert.Equal(["x", 1d, true], ((ImmutableArray<object?>)((ImmutableDictionary<string, object?>)(await OutputUtilities.GetValueAsync(all.Anything))!)["a"]!).ToArray());
        Assert.Equal(1, (await OutputUtilities.GetValueAsync(all.Json)).GetProperty("a").GetInt32());
        Assert.Equal(["a", "b"], (await OutputUtilities.GetValueAsync(all.List)).ToArray());
        Assert.Equal(1, (await OutputUtilities.GetValueAsync(all.Map))["a"]);
        var tree = await OutputUtilities.GetValueAsync(all.Tree);
        Assert.Equal(("root", "leaf"), (tree.Name, tree.Branches.Single().Name));
        Assert.True(tree.Branches.Single().Branches.IsEmpty);
    }

    [Fact]
    public async Task A_secret_anywhere_makes_the_whole_output_secret()
    {
        var all = await MakeAsync(PropertyMap.Of(("list", PropertyValue.List("a", PropertyValue.Secret("b"))), ("text", "t")));

        Assert.True(await Output.IsSecretAsync(all.List));
        Assert.Equal(["a", "b"], (await OutputUtilities.GetValueAsync(all.List)).ToArray());
        Assert.False(await Output.IsSecretAsync(all.Text));
    }

    [Fact]
    public async Task An_unknown_anywhere_makes_the_whole_output_unknown()
    {
        var all = await MakeAsync(PropertyMap.Of(("map", PropertyMap.Of(("a", PropertyValue.Unknown))), ("text", PropertyValue.Secret(PropertyValue.Unknown))));

        Assert.False(await OutputUtilities.GetIsKnownAsync(all.Map));
        Assert.False(await OutputUtilities.GetIsKnownAsync(all.Text));
        Assert.True(await Output.IsSecretAsync(all.Text));
    }

    [Fact]
    public async Task What_is_missing_is_unknown_in_a_preview_and_empty_in_an_update()
    {
        var preview = await MakeAsync(PropertyMap.Empty, dryRun: true);
        var update = await MakeAsync(PropertyMap.Of(("list", PropertyValue.Null)));

        Assert.False(await OutputUtilities.GetIsKnownAsync(preview.Text));
        Assert.Null(await OutputUtilities.GetValueAsync(update.Text));
        Assert.Null(await OutputUtilities.GetValueAsync(update.Optional));
        Assert.True((await OutputUtilities.GetValueAsync(update.List)).IsEmpty);
        Assert.Empty(await OutputUtilities.GetValueAsync(update.Map));
    }

    [Fact]
    public async Task An_output_depends_on_its_resource_and_on_what_the_monitor_names()
    {
        var other = "urn:pulumi:dev::shop::a:b:C::c";
        var all = await MakeAsync(
            PropertyMap.Of(("text", "t")),
            change: r => r with { PropertyDependencies = r.PropertyDependencies.Add("text", [other]) });

        var dependencies = await OutputUtilities.GetDependenciesAsync(all.Text);
        Assert.Contains(all, dependencies);
        var urns = await Task.WhenAll(dependencies.Select(d => OutputUtilities.GetValueAsync(d.Urn)));
        Assert.Contains(other, urns);
    }

    [Theory]
    [InlineData("text", 1d, "expected a text, but got a number")]
    [InlineData("whole", 1.5, "expected a whole number, but got a number")]
    [InlineData("whole", "x", "expected a whole number, but got a text")]
    [InlineData("truth", "true", "expected a truth value, but got a text")]
    [InlineData("list", "x", "expected a list, but got a text")]
    [InlineData("tree", true, "expected a map, but got a truth value")]
    public async Task A_wrong_type_is_an_error_that_names_resource_and_property(string property, object value, string problem)
    {
        PropertyValue wrong = value switch { string s => s, bool b => b, _ => (double)value };
        var monitor = new RecordingMonitor { OnRegister = (_, r) => r with { Outputs = PropertyMap.Of((property, wrong)) } };

        var errors = await Programs.FailAsync(() => _ = new Everything("all"), monitor);

        Assert.Contains($"all (test:index:Everything), output '{property}': {problem}", Assert.Single(errors).Message);
    }

    [Fact]
    public async Task A_wrong_type_deep_inside_is_named_by_its_path()
    {
        var monitor = new RecordingMonitor
        {
            OnRegister = (_, r) => r with { Outputs = PropertyMap.Of(("tree", PropertyMap.Of(("branches", PropertyValue.List(PropertyMap.Of(("name", 1d))))))) },
        };

        var errors = await Programs.FailAsync(() => _ = new Everything("all"), monitor);

        Assert.Contains("output 'tree'.branches[0].name: expected a text", Assert.Single(errors).Message);
    }

    [Fact]
    public async Task An_output_of_a_type_that_cannot_arrive_is_refused_when_the_resource_is_made()
    {
        var errors = await Programs.FailAsync(() => _ = new Unsupported("u"));

        Assert.Contains("Unsupported.When has a type that outputs cannot be turned into: System.DateTime", Assert.Single(errors).Message);
    }

    [Fact]
    public async Task An_output_property_must_be_an_output()
    {
        var errors = await Programs.FailAsync(() => _ = new NoOutput("n"));

        Assert.Contains("Output(s) 'name' have incorrect type", Assert.IsType<RunException>(Assert.Single(errors)).Message);
    }

    private static async Task<Everything> MakeAsync(PropertyMap outputs, bool dryRun = false, Func<RegisterResult, RegisterResult>? change = null)
    {
        Everything? made = null;
        var monitor = new RecordingMonitor { OnRegister = (_, r) => (change ?? (x => x))(r with { Outputs = outputs }) };
        await Programs.SucceedAsync(() => made = new Everything("all"), monitor, Programs.Options with { DryRun = dryRun });
        return made!;
    }

    private sealed class Everything(string name) : CustomResource("test:index:Everything", name, null)
    {
        [Output("text")]
        public Output<string?> Text { get; private set; } = null!;

        [Output("truth")]
        public Output<bool> Truth { get; private set; } = null!;

        [Output("whole")]
        public Output<int> Whole { get; private set; } = null!;

        [Output("fraction")]
        public Output<double> Fraction { get; private set; } = null!;

        [Output("optional")]
        public Output<int?> Optional { get; private set; } = null!;

        [Output("level")]
        public Output<Level> Level { get; private set; } = null!;

        [Output("color")]
        public Output<Color> Color { get; private set; } = null!;

        [Output("either")]
        public Output<Union<string, int>> Either { get; private set; } = null!;

        [Output("anything")]
        public Output<object?> Anything { get; private set; } = null!;

        [Output("json")]
        public Output<JsonElement> Json { get; private set; } = null!;

        [Output("list")]
        public Output<ImmutableArray<string>> List { get; private set; } = null!;

        [Output("map")]
        public Output<ImmutableDictionary<string, int>> Map { get; private set; } = null!;

        [Output("tree")]
        public Output<Tree> Tree { get; private set; } = null!;
    }

    [EnumType]
    private readonly struct Color
    {
        private readonly string _value;

        private Color(string value) => _value = value;

        public static explicit operator string(Color color) => color._value;
    }

    [OutputType]
    private sealed class Tree
    {
        public readonly string Name;
        public readonly ImmutableArray<Tree> Branches;

        [OutputConstructor]
        private Tree(string name, ImmutableArray<Tree> branches)
        {
            Name = name;
            Branches = branches;
        }
    }

    private sealed class Unsupported(string name) : CustomResource("test:index:Unsupported", name, null)
    {
        [Output("when")]
        public Output<DateTime> When { get; private set; } = null!;
    }

    private sealed class NoOutput(string name) : CustomResource("test:index:NoOutput", name, null)
    {
        [Output("name")]
        public string Name { get; private set; } = "";
    }
}
