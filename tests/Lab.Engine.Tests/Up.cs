using Slipway.Lab.Engine.Tests.Fakes;
using Slipway.Lab.Wire;
using static Slipway.Lab.Engine.Tests.Fakes.Program;

namespace Slipway.Lab.Engine.Tests;

public sealed class Up : IDisposable
{
    private readonly Fakes.Lab _lab = new();

    public void Dispose() => _lab.Dispose();

    private static async Task TwoThings(Program p)
    {
        var a = await p.ThingAsync("a", PropertyMap.Of(("size", 1)));
        await p.ThingAsync("b", PropertyMap.Of(("of", From(a, "arn"))), Uses("of", a.Urn));
    }

    [Fact]
    public async Task Creates_what_the_program_registers_and_records_it()
    {
        var result = await _lab.UpAsync(TwoThings);

        Assert.Equal(UpdateStatus.Succeeded, result.Status);
        Assert.Equal(["a", "b"], _lab.Cloud.CallsOf("create"));
        Assert.Empty(_lab.State.Verify());
        Assert.Equal($"arn:fake:{_lab["a"].Id}", _lab["b"].Inputs.Find("of")?.AsString);
    }

    [Fact]
    public async Task A_second_run_does_nothing_and_leaves_the_file_as_it_was()
    {
        await _lab.UpAsync(TwoThings);
        var before = _lab.StateText;

        var preview = await _lab.PreviewAsync(TwoThings);
        var second = await _lab.UpAsync(TwoThings);

        Assert.False(preview.HasChanges);
        Assert.False(second.HasChanges);
        Assert.Equal(before, _lab.StateText);
    }

    [Fact]
    public async Task Destroy_takes_everything_dependants_first()
    {
        await _lab.UpAsync(TwoThings);

        var result = await _lab.DestroyAsync();

        Assert.Equal(UpdateStatus.Succeeded, result.Status);
        Assert.Equal(["b", "a"], _lab.Cloud.CallsOf("delete"));
        Assert.Empty(_lab.State.Resources);
        Assert.Empty(_lab.Cloud.Objects);
    }
}
