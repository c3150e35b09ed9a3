using System.Text.Json;
using Pulumi;
using Pulumi.Utilities;

namespace Slipway.Lab.Sdk.Tests;

public sealed class OutputTests
{
    private static readonly Output<string> Unknown = OutputUtilities.CreateUnknown("not yet");

    public static TheoryData<string, Func<Output<string>, Output<string>>> Combinators => new()
    {
        { "Apply", o => o.Apply(v => v + "!") },
        { "Apply to a task", o => o.Apply(v => Task.FromResult(v + "!")) },
        { "Apply to an output", o => o.Apply(v => Output.Create(v + "!")) },
        { "Apply to an input", o => o.Apply(v => (Input<string>)(v + "!")) },
        { "UntypedApply", o => o.UntypedApply(v => Output.Create(v + "!")) },
        { "Apply on an input", o => ((Input<string>)o).Apply(v => v + "!") },
        { "inner output of Apply", o => Output.Create("x").Apply(_ => o) },
        { "Tuple of outputs", o => Output.Tuple(Output.Create("x"), o).Apply(t => t.Item2 + "!") },
        { "Tuple of inputs", o => Output.Tuple((Input<string>)o, (Input<int>)1).Apply(t => t.Item1 + "!") },
        { "Tuple of eight", o => Output.Tuple(o, o, o, o, o, o, o, o).Apply(t => t.Item8 + "!") },
        { "All", o => Output.All(Output.Create("x"), o).Apply(v => v[1] + "!") },
        { "Format", o => Output.Format($"{{x}} {o} {1}") },
        { "JsonSerialize", o => Output.JsonSerialize(o) },
        { "JsonSerialize of a nested output", o => Output.JsonSerialize(Output.Create(new { Name = o, Also = (Input<string>)o })) },
        { "JsonDeserialize", o => Output.JsonDeserialize<string>(o.Apply(v => $"\"{v}\"")) },
        { "InputList", o => ((InputList<string>)new Output<string>[] { o }).ToOutput().Apply(v => v[0] + "!") },
        { "InputMap", o => new InputMap<string> { ["k"] = o }.ToOutput().Apply(v => v["k"] + "!") },
        { "GetAt", o => Output.All(o).GetAt(0) },
    };

    [Theory]
    [MemberData(nameof(Combinators))]
    public async Task A_combination_of_an_unknown_output_is_unknown(string name, Func<Output<string>, Output<string>> combine)
    {
        Assert.False(await OutputUtilities.GetIsKnownAsync(combine(Unknown)), name);
    }

    [Theory]
    [MemberData(nameof(Combinators))]
    public async Task A_combination_of_known_outputs_is_known_and_not_secret(string name, Func<Output<string>, Output<string>> combine)
    {
        var combined = combine(Output.Create("v"));

        Assert.True(await OutputUtilities.GetIsKnownAsync(combined), name);
        Assert.False(await Output.IsSecretAsync(combined), name);
    }

    [Theory]
    [MemberData(nameof(Combinators))]
    public async Task A_combination_of_a_secret_output_is_secret(string name, Func<Output<string>, Output<string>> combine)
    {
        Assert.True(await Output.IsSecretAsync(combine(Output.CreateSecret("s"))), name);
    }

    [Theory]
    [MemberData(nameof(Combinators))]
    public async Task A_combination_of_an_unknown_secret_is_secret(string name, Func<Output<string>, Output<string>> combine)
    {
        Assert.True(await Output.IsSecretAsync(combine(Output.CreateSecret(Unknown))), name);
    }

    [Theory]
    [MemberData(nameof(Combinators))]
    public async Task A_combination_depends_on_what_its_parts_depend_on(string name, Func<Output<string>, Output<string>> combine)
    {
        var resource = new DependencyResource("urn:pulumi:dev::shop::a:b:C::c");

        var dependencies = await OutputUtilities.GetDependenciesAsync(combine(OutputUtilities.WithDependency(Output.Create("v"), resource)));

        Assert.True(dependencies.SetEquals([resource]), name);
    }

    [Fact]
    public async Task Apply_is_not_called_while_the_value_is_unknown()
    {
        var called = false;

        await OutputUtilities.GetValueAsync(Unknown.Apply(v => called = true));

        Assert.False(called);
    }

    [Fact]
    public async Task Apply_for_effect_awaits_the_task()
    {
        var gate = new TaskCompletionSource();
        var applied = Output.Create(1).Apply(_ => (Task)gate.Task);

        Assert.False(OutputUtilities.GetValueAsync(applied).IsCompleted);
        gate.SetResult();

        Assert.True(await OutputUtilities.GetIsKnownAsync(applied));
    }

    [Fact]
    public async Task Apply_may_give_no_output_at_all()
    {
        var none = Output.Create(1).Apply(_ => (Output<string>?)null);

        Assert.Null(await OutputUtilities.GetValueAsync(none));
        Assert.True(await OutputUtilities.GetIsKnownAsync(none));
    }

    [Fact]
    public async Task Unsecret_takes_the_secretness_off_and_leaves_the_original()
    {
        var secret = Output.CreateSecret("s");

        Assert.False(await Output.IsSecretAsync(Output.Unsecret(secret)));
        Assert.True(await Output.IsSecretAsync(secret));
    }

    [Fact]
    public async Task Format_fills_the_holes_with_values()
    {
        Input<int> count = 3;

        Assert.Equal("{a}: 3 of x, n", await OutputUtilities.GetValueAsync(Output.Format($"{{a}}: {count} of {Output.Create("x")}, {'n'}")));
    }

    [Fact]
    public async Task JsonSerialize_writes_nested_outputs_as_their_values_once_they_are_there()
    {
        var later = new TaskCompletionSource<string>();
        var json = Output.JsonSerialize(
            Output.Create(new Dictionary<string, object> { ["a"] = Output.Create(later.Task), ["b"] = new[] { Output.Create(1) } }),
            new JsonSerializerOptions());
        later.SetResult("x");

        Assert.Equal("""{"a":"x","b":[1]}""", await OutputUtilities.GetValueAsync(json));
    }

    [Fact]
    public async Task JsonDeserialize_reads_the_text()
    {
        var read = Output.JsonDeserialize<Dictionary<string, int>>(Output.Create("""{"a":1}"""));

        Assert.Equal(1, (await OutputUtilities.GetValueAsync(read))["a"]);
    }

    [Fact]
    public async Task A_failing_task_fails_the_outputs_made_of_it()
    {
        var output = Output.Create(Task.FromException<string>(new InvalidOperationException("no"))).Apply(v => v + "!");

        Assert.Equal("no", (await Assert.ThrowsAsync<InvalidOperationException>(() => OutputUtilities.GetValueAsync(output))).Message);
    }

    [Fact]
    public void ToString_warns_instead_of_giving_the_value()
    {
        var text = Output.Create("hunter2").ToString();

        Assert.Contains("Output.Format", text);
        Assert.DoesNotContain("hunter2", text);
    }

    [Fact]
    public async Task Lists_give_their_first_item_their_length_and_any_item()
    {
        var list = Output.All(Output.Create("a"), Output.Create("b"));

        Assert.Equal("a", await OutputUtilities.GetValueAsync(list.First()));
        Assert.Equal(2, await OutputUtilities.GetValueAsync(list.Length()));
        Assert.Equal("b", await OutputUtilities.GetValueAsync(list.GetAt(Output.Create(1))));
    }

    [Fact]
    public async Task Unions_open_up_as_outputs()
    {
        var union = Output.Create(Union<string, int>.FromT1(7));

        Assert.True(await OutputUtilities.GetValueAsync(union.IsT1()));
        Assert.False(await OutputUtilities.GetValueAsync(union.IsT0()));
        Assert.Equal(7, await OutputUtilities.GetValueAsync(union.AsT1()));
        Assert.Equal(7, await OutputUtilities.GetValueAsync(union.Value()));
    }
}
