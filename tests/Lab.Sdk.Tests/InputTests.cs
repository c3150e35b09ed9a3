using System.Collections;
using System.Collections.Immutable;
using System.Text.Json;
using Pulumi;
using Pulumi.Utilities;

namespace Slipway.Lab.Sdk.Tests;

public sealed class InputTests
{
    public static TheoryData<InputList<string>> Lists => new()
    {
        new InputList<string> { "a", Output.Create("b") },
        new InputList<string> { (InputList<string>)new[] { "a", "b" } },
        new[] { "a", "b" },
        new[] { Output.Create("a"), Output.Create("b") },
        new Input<string>[] { "a", "b" },
        new List<string> { "a", "b" },
        new List<Output<string>> { Output.Create("a"), Output.Create("b") },
        new List<Input<string>> { "a", "b" },
        ImmutableArray.Create("a", "b"),
        ImmutableArray.Create(Output.Create("a"), Output.Create("b")),
        ImmutableArray.Create<Input<string>>("a", "b"),
        Output.Create(new[] { "a", "b" }),
        Output.Create(new List<string> { "a", "b" }),
        Output.Create<IEnumerable<string>>(new[] { "a", "b" }),
        Output.Create(ImmutableArray.Create("a", "b")),
        ((InputList<string>)"a").Concat((Input<string>)"b"),
        ((InputList<string>)Output.Create("a")).Concat(Output.Create(ImmutableArray.Create("b"))),
    };

    public static TheoryData<InputMap<string>> Maps => new()
    {
        new InputMap<string> { { "a", "1" }, { "b", Output.Create("2") } },
        new InputMap<string> { ["a"] = "1", ["b"] = Output.Create("2") },
        new InputMap<string> { (InputMap<string>)new Dictionary<string, string> { ["a"] = "1", ["b"] = "2" } },
        new Dictionary<string, string> { ["a"] = "1", ["b"] = "2" },
        ImmutableDictionary<string, string>.Empty.Add("a", "1").Add("b", "2"),
        Output.Create(new Dictionary<string, string> { ["a"] = "1", ["b"] = "2" }),
        Output.Create<IDictionary<string, string>>(new Dictionary<string, string> { ["a"] = "1", ["b"] = "2" }),
        Output.Create(ImmutableDictionary<string, string>.Empty.Add("a", "1").Add("b", "2")),
        InputMap<string>.Merge(new() { ["a"] = "1", ["b"] = "0" }, new() { ["b"] = "2" }),
        InputMap<string>.Merge(new() { ["a"] = "1" }, Output.Create(new Dictionary<string, string> { ["b"] = "2" })),
    };

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task A_list_is_made_of_anything_that_lists(InputList<string> list)
    {
        Assert.Equal(["a", "b"], (await OutputUtilities.GetValueAsync(list.ToOutput())).ToArray());
    }

    [Theory]
    [MemberData(nameof(Maps))]
    public async Task A_map_is_made_of_anything_that_maps(InputMap<string> map)
    {
        var value = await OutputUtilities.GetValueAsync(map.ToOutput());

        Assert.Equal(["a=1", "b=2"], value.Select(e => $"{e.Key}={e.Value}").Order());
    }

    [Fact]
    public async Task A_list_can_be_walked_asynchronously_only()
    {
        InputList<string> list = ["a", "b"];
        var seen = new List<string>();

        await foreach (var item in list)
            seen.Add(await OutputUtilities.GetValueAsync(item.ToOutput()));

        Assert.Equal(["a", "b"], seen);
        Assert.Throws<NotSupportedException>(() => ((IEnumerable)list).GetEnumerator());
    }

    [Fact]
    public async Task A_map_can_be_walked_asynchronously_only()
    {
        var map = new InputMap<int> { ["a"] = 1 };
        var seen = new List<KeyValuePair<string, int>>();

        await foreach (var entry in map)
            seen.Add(await OutputUtilities.GetValueAsync(entry.ToOutput()));

        Assert.Equal([KeyValuePair.Create("a", 1)], seen);
        Assert.Throws<NotSupportedException>(() => ((IEnumerable)map).GetEnumerator());
    }

    [Fact]
    public void A_map_refuses_a_key_twice()
    {
        var map = new InputMap<string> { { "a", "1" } };

        Assert.Throws<ArgumentException>(() => map.Add("a", "2"));
    }

    [Fact]
    public async Task No_input_is_the_types_default()
    {
        Assert.Equal(0, await OutputUtilities.GetValueAsync(((Input<int>?)null).ToOutput()));
    }

    [Fact]
    public async Task Json_is_made_of_text_documents_and_elements()
    {
        using var document = JsonDocument.Parse("""{"a":1}""");

        foreach (var json in (InputJson[])["""{"a":1}""", document, document.RootElement, Output.Create("""{"a":1}"""), Output.Create(document), Output.Create(document.RootElement)])
            Assert.Equal(1, (await OutputUtilities.GetValueAsync(json.ToOutput())).GetProperty("a").GetInt32());
    }

    [Fact]
    public async Task A_union_is_made_of_either_kind()
    {
        foreach (var input in (InputUnion<string, int>[])["x", Output.Create("x"), (Input<string>)"x", Union<string, int>.FromT0("x"), Output.Create(Union<string, int>.FromT0("x"))])
            Assert.Equal("x", (await OutputUtilities.GetValueAsync(input.ToOutput())).AsT0);
        foreach (var input in (InputUnion<string, int>[])[7, Output.Create(7), (Input<int>)7])
            Assert.Equal(7, (await OutputUtilities.GetValueAsync(input.ToOutput())).AsT1);
    }

    [Fact]
    public async Task Collections_of_unions_take_either_kind()
    {
        var list = new InputList<Union<string, int>>();
        list.Add((Input<string>)"x");
        list.Add((Input<int>)7);
        var map = new InputMap<Union<string, int>>();
        map.Add("a", (Input<string>)"x");
        map.Add("b", (Input<int>)7);

        Assert.Equal(["x", 7], (await OutputUtilities.GetValueAsync(list.ToOutput())).Select(u => u.Value));
        Assert.Equal(7, (await OutputUtilities.GetValueAsync(map.ToOutput()))["b"].AsT1);
    }
}
