using Pulumi;
using Slipway.Lab.Engine.Providers;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Engine.Tests;

/// <summary>The engine under programs written against the SDK.</summary>
public sealed class WithTheSdk : IDisposable
{
    private readonly Fakes.Lab _lab = new();

    public void Dispose() => _lab.Dispose();

    private static EngineProgram Program(Func<Dictionary<string, object?>> body) => async (monitor, dryRun, cancellation) =>
        (await ProgramRunner.RunAsync(
            monitor,
            new ProgramOptions { Project = "proj", Stack = "dev", RootDirectory = ".", DryRun = dryRun },
            () => Task.FromResult<IDictionary<string, object?>>(body()),
            cancellation)).Errors;

    private static Dictionary<string, object?> Platform()
    {
        var group = new Group("group");
        var a = new Thing("a", new ThingArgs { Size = 1 }, new() { Parent = group });
        var b = new Thing("b", new ThingArgs { Of = a.Arn }, new() { Parent = group, Protect = false });
        return new() { ["arn"] = b.Arn, ["key"] = Output.CreateSecret("hunter2") };
    }

    private static Dictionary<string, object?> Chain(string name)
    {
        var a = new Thing("a", new ThingArgs { Size = 1 });
        var b = new Thing(name, new ThingArgs { Of = a.Arn.Apply(x => x + "!") }, new() { Aliases = { new Alias { Name = "b" } } });
        return new() { ["arn"] = b.Arn };
    }

    [Fact]
    public async Task A_program_comes_up_and_is_then_unchanged()
    {
        var preview = await _lab.Engine().PreviewAsync(Program(Platform), default);
        var up = await _lab.Engine().UpAsync(Program(Platform), default);
        var again = await _lab.Engine().PreviewAsync(Program(Platform), default);

        Assert.Equal(5, preview.Counts[StepOp.Create]);
        Assert.Equal(5, up.Counts[StepOp.Create]);
        Assert.False(again.HasChanges);
        Assert.Equal("urn:pulumi:dev::proj::my:index:Group$fake:index:Thing::b", _lab["b"].Urn);
        Assert.Equal([_lab["a"].Urn], _lab["b"].PropertyDependencies["of"].AsEnumerable());
        Assert.Equal($"arn:fake:{_lab["b"].Id}", up.StackOutputs.Find("arn")?.AsString);
        Assert.Equal(PropertyValue.Secret("hunter2"), _lab.State.StackOutputs.Find("key"));
        Assert.DoesNotContain("hunter2", _lab.StateText, StringComparison.Ordinal);
        Assert.Empty(_lab.State.Verify());
    }

    [Fact]
    public async Task A_failing_resource_skips_what_comes_from_it_and_the_next_run_goes_on()
    {
        _lab.Cloud.Before = c => c == "create a" ? throw new ProviderException("no room") : Task.CompletedTask;
        var failed = await _lab.Engine().UpAsync(Program(() => Chain("b")), default);
        _lab.Cloud.Before = _ => Task.CompletedTask;

        var result = await _lab.Engine().UpAsync(Program(() => Chain("b")), default);

        Assert.Equal(UpdateStatus.Failed, failed.Status);
        Assert.Equal(["no room"], failed.Diagnostics.Select(d => d.Message));
        Assert.Equal("b", Urn.Name(Assert.Single(_lab.Events.OfType<ResourceSkipped>()).Urn));
        Assert.Equal(UpdateStatus.Succeeded, result.Status);
        Assert.Equal(["a", "a", "b"], _lab.Cloud.CallsOf("create"));
    }

    [Fact]
    public async Task An_alias_keeps_the_resource()
    {
        await _lab.Engine().UpAsync(Program(() => Chain("b")), default);
        var id = _lab["b"].Id;

        await _lab.Engine().UpAsync(Program(() => Chain("renamed")), default);

        Assert.Equal(id, _lab["renamed"].Id);
    }

    [Fact]
    public async Task An_exception_of_the_program_is_told_and_deletes_nothing()
    {
        await _lab.Engine().UpAsync(Program(Platform), default);

        var result = await _lab.Engine().UpAsync(Program(() => throw new RunException("the settings are wrong")), default);

        Assert.Equal(UpdateStatus.Failed, result.Status);
        Assert.Equal("the settings are wrong", Assert.Single(result.Diagnostics).Message);
        Assert.Empty(_lab.Cloud.CallsOf("delete"));
    }

    private sealed class Group(string name) : ComponentResource("my:index:Group", name);

    private sealed class Thing(string name, ThingArgs args, CustomResourceOptions? options = null)
        : CustomResource(Fakes.Program.Thing, name, args, options)
    {
        [Output("arn")]
        public Output<string> Arn { get; private set; } = null!;
    }

    private sealed class ThingArgs : ResourceArgs
    {
        [Input("size")]
        public Input<int>? Size { get; set; }

        [Input("of")]
        public Input<string>? Of { get; set; }
    }
}
