using Pulumi;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Engine.Tests;

public sealed class Stashes : IDisposable
{
    private readonly Fakes.Lab _lab = new();

    public void Dispose() => _lab.Dispose();

    [Fact]
    public async Task A_stash_follows_its_input_and_keeps_the_first()
    {
        await _lab.Engine().UpAsync(Keeping("one"), default);
        var changed = await _lab.Engine().UpAsync(Keeping("two"), default);
        var again = await _lab.Engine().PreviewAsync(Keeping("two"), default);

        Assert.Equal(1, changed.Counts[StepOp.Update]);
        Assert.Equal(("two", "one"), (changed.StackOutputs.Find("input")?.AsString, changed.StackOutputs.Find("output")?.AsString));
        Assert.False(again.HasChanges);
    }

    [Fact]
    public async Task A_stash_is_there_until_it_is_destroyed()
    {
        await _lab.Engine().UpAsync(Keeping("one"), default);
        var refreshed = await _lab.Engine().RefreshAsync(preview: false, default);
        Assert.False(refreshed.HasChanges);
        Assert.Equal("one", _lab["kept"].Outputs.Find("output")?.AsString);

        await _lab.Engine().DestroyAsync(preview: false, default);

        Assert.Empty(_lab.State.Resources);
    }

    [Fact]
    public async Task A_secret_stays_secret_in_a_stash()
    {
        await _lab.Engine().UpAsync(Keeping(Output.CreateSecret("hunter2")), default);

        Assert.Equal(PropertyValue.Secret("hunter2"), _lab["kept"].Outputs.Find("output"));
        Assert.DoesNotContain("hunter2", _lab.StateText, StringComparison.Ordinal);
    }

    private static EngineProgram Keeping(Input<string> value) => async (monitor, dryRun, cancellation) => (await ProgramRunner.RunAsync(
        monitor,
        new ProgramOptions { Project = "proj", Stack = "dev", RootDirectory = ".", DryRun = dryRun },
        () =>
        {
            var stash = new Stash("kept", new StashArgs { Input = value.ToOutput().Apply(v => (object)v) });
            return Task.FromResult<IDictionary<string, object?>>(new Dictionary<string, object?> { ["input"] = stash.Input, ["output"] = stash.Output });
        },
        cancellation)).Errors;
}
