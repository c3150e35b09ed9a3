using System.Collections.Immutable;
using System.Text.Json;
using Pulumi;
using Pulumi.Utilities;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Sdk.Tests;

public sealed class SerializationTests
{
    [EnumType]
    private readonly struct Color(string value)
    {
        private readonly string _value = value;

        public static explicit operator string(Color color) => color._value;
    }

    private enum Level
    {
        Low = 1,
        High = 2,
    }

    public static TheoryData<object?, PropertyValue> Plain => new()
    {
        { "text", "text" },
        { true, true },
        { 3, 3d },
        { 0.5, 0.5 },
        { Level.High, 2d },
        { new Color("red"), "red" },
        { Union<string, int>.FromT1(7), 7d },
        { new[] { "a", "b" }, PropertyValue.List("a", "b") },
        { ImmutableArray.Create<object?>("a", null), PropertyValue.List("a", PropertyValue.Null) },
        { new Dictionary<string, object?> { ["a"] = 1, ["gone"] = null }, PropertyMap.Of(("a", 1d)) },
        { JsonDocument.Parse("""{"a":[1,null]}""").RootElement, PropertyMap.Of(("a", PropertyValue.List(1d, PropertyValue.Null))) },
        { new BucketRuleArgs { Days = 1 }, PropertyMap.Of(("days", 1d)) },
        { new StringAsset("x"), new AssetValue("text", "x") },
        { new FileAsset("x"), new AssetValue("path", "x") },
        { new RemoteAsset("x"), new AssetValue("uri", "x") },
        { Output.Create("known"), "known" },
        { Output.Create<object>(new[] { Output.Create(1) }), PropertyValue.List(1d) },
        { Task.FromResult("later"), "later" },
        { Output.CreateSecret("s"), new OutputValue("s", true, []) },
        { OutputUtilities.CreateUnknown("u"), new OutputValue(null, false, []) },
    };

    [Theory]
    [MemberData(nameof(Plain))]
    public async Task Values_are_sent_in_their_own_kind(object? value, PropertyValue expected)
    {
        var monitor = await Programs.SucceedAsync(() => Make("r", ("p", value)));

        Assert.Equal(expected, monitor["r"].Inputs["p"]);
    }

    [Fact]
    public async Task What_has_no_value_is_not_sent()
    {
        var monitor = await Programs.SucceedAsync(() =>
        {
            Make("r", ("null", null), ("output", Output.Create((string?)null)), ("secret", Output.CreateSecret((string?)null)), ("list", default(ImmutableArray<string>)));
            _ = new Bucket("b", new() { Location = (string?)null! });
        });

        Assert.Empty(monitor["r"].Inputs);
        Assert.Empty(monitor["b"].Inputs);
    }

    [Fact]
    public async Task Arguments_come_from_properties_and_from_backing_fields()
    {
        var monitor = await Programs.SucceedAsync(() => _ = new Bucket("b", new()
        {
            Location = "here",
            Versions = 3,
            Tags = { ["team"] = "shop" },
            Zones = { "a", "b" },
            Rules = { new BucketRuleArgs { Days = 7, Prefix = "tmp" } },
        }));

        Assert.Equal(
            PropertyMap.Of(
                ("location", "here"),
                ("versions", 3d),
                ("tags", PropertyMap.Of(("team", "shop"))),
                ("zones", PropertyValue.List("a", "b")),
                ("rules", PropertyValue.List(PropertyMap.Of(("days", 7d), ("prefix", "tmp"))))),
            monitor["b"].Inputs);
    }

    [Fact]
    public async Task One_unknown_or_secret_item_leaves_the_others_as_they_are()
    {
        var monitor = await Programs.SucceedAsync(() => _ = new Bucket("b", new()
        {
            Zones = { "a", OutputUtilities.CreateUnknown("b"), Output.CreateSecret("c") },
        }));

        Assert.Equal(
            PropertyValue.List("a", new OutputValue(null, false, []), new OutputValue("c", true, [])),
            monitor["b"].Inputs["zones"]);
    }

    [Fact]
    public async Task A_json_input_is_sent_as_json_text()
    {
        var monitor = await Programs.SucceedAsync(() => _ = new Bucket("b", new() { Policy = Policy("x") }));

        Assert.Equal("""{"Allow":["x"]}""", monitor["b"].Inputs["policy"]);
    }

    [Fact]
    public async Task A_json_input_is_secret_and_dependent_as_a_whole_when_a_part_is()
    {
        var monitor = await Programs.SucceedAsync(() =>
        {
            var a = new Bucket("a");
            _ = new Bucket("b", new() { Policy = Policy(Output.CreateSecret(a.Id)) });
            _ = new Bucket("c", new() { Policy = Policy(OutputUtilities.CreateUnknown("u")) });
        });

        Assert.Equal(new OutputValue("""{"Allow":["a-id"]}""", true, [Urn("a")]), monitor["b"].Inputs["policy"]);
        Assert.Equal(new OutputValue(null, false, []), monitor["c"].Inputs["policy"]);
        Assert.Equal([Urn("a")], monitor["b"].PropertyDependencies["policy"].ToArray());
    }

    [Fact]
    public async Task Outputs_carry_their_secretness_and_dependencies_into_the_resources_that_use_them()
    {
        var monitor = await Programs.SucceedAsync(() =>
        {
            var a = new Bucket("a", new() { Location = Output.CreateSecret("here") });
            var b = new Bucket("b");
            _ = new Bucket("c", new() { Location = Output.Format($"{a.Location}/{b.Id}"), Tags = { ["id"] = b.Id } });
        });

        var request = monitor["c"];
        Assert.Equal(new OutputValue("here/b-id", true, [Urn("a"), Urn("b")]), request.Inputs["location"]);
        Assert.Equal([Urn("a"), Urn("b")], request.Dependencies.ToArray());
        Assert.Equal([Urn("a"), Urn("b")], request.PropertyDependencies["location"].ToArray());
        Assert.Equal([Urn("b")], request.PropertyDependencies["tags"].ToArray());
    }

    [Fact]
    public async Task A_resource_is_sent_as_a_reference_and_depended_on()
    {
        var monitor = await Programs.SucceedAsync(() => _ = new Bucket("b", new() { Owner = new Bucket("a") }));

        Assert.Equal(new ResourceReferenceValue(Urn("a"), "a-id"), monitor["b"].Inputs["owner"]);
        Assert.Equal([Urn("a")], monitor["b"].Dependencies.ToArray());
    }

    [Fact]
    public async Task A_missing_required_input_is_an_error_that_names_it()
    {
        var errors = await Programs.FailAsync(() => _ = new Bucket("b", new() { Rules = { new BucketRuleArgs() } }));

        var error = Assert.IsType<ArgumentNullException>(Assert.Single(errors));
        Assert.Contains("[Input] Slipway.Lab.Sdk.Tests.BucketRuleArgs.Days is required but was not given a value", error.Message);
    }

    [Fact]
    public async Task A_value_that_cannot_be_sent_is_an_error_that_names_resource_property_and_type()
    {
        var errors = await Programs.FailAsync(() => Make("r", ("p", new Dictionary<string, object?> { ["q"] = new object?[] { 1L } })));

        Assert.Contains("r (test:index:Thing), input 'p'.q[0]: a System.Int64 cannot be given to a resource", Assert.Single(errors).Message);
    }

    private static string Urn(string bucket) => RecordingMonitor.UrnOf("", Bucket.TypeToken, bucket);

    private static Input<ImmutableDictionary<string, object>> Policy(object value) =>
        ImmutableDictionary<string, object>.Empty.Add("Allow", new[] { value });

    private static void Make(string name, params (string Name, object? Value)[] properties) =>
        _ = new CustomResource("test:index:Thing", name, new DictionaryResourceArgs(properties.ToImmutableDictionary(p => p.Name, p => p.Value)));
}
