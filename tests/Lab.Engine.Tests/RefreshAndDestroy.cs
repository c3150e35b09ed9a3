using Slipway.Lab.Engine.Providers;
using Slipway.Lab.Engine.Tests.Fakes;
using Slipway.Lab.Wire;
using static Slipway.Lab.Engine.Tests.Fakes.Program;

namespace Slipway.Lab.Engine.Tests;

public sealed class RefreshAndDestroy : IDisposable
{
    private readonly Fakes.Lab _lab = new();

    public void Dispose() => _lab.Dispose();

    private static async Task Two(Program p)
    {
        var a = await p.ThingAsync("a", PropertyMap.Of(("size", 1), ("password", PropertyValue.Secret("hunter2"))));
        await p.ThingAsync("b", PropertyMap.Of(("of", From(a, "arn"))), r => Uses("of", a.Urn)(r) with { Parent = a.Urn });
    }

    [Fact]
    public async Task Refresh_finds_nothing_when_nothing_changed()
    {
        await _lab.UpAsync(Two);
        var before = _lab.StateText;

        var result = await _lab.RefreshAsync();

        Assert.Equal(2, result.Counts[StepOp.Same]);
        Assert.False(result.HasChanges);
        Assert.Equal(before, _lab.StateText);
    }

    [Fact]
    public async Task Refresh_records_what_changed_and_up_puts_it_right()
    {
        await _lab.UpAsync(Two);
        _lab.Cloud.Objects[_lab["a"].Id] = _lab.Cloud.Objects[_lab["a"].Id].With("size", 5);

        var result = await _lab.RefreshAsync();

        var step = result.Steps.Single(s => s.Op == StepOp.Update);
        Assert.Equal(new PropertyChange("size", DiffKind.Update, 1, 5), Assert.Single(step.Changes));
        Assert.Equal(5, _lab["a"].Inputs.Find("size"));
        Assert.Equal(5, _lab["a"].Outputs.Find("size"));
        Assert.IsType<SecretValue>(_lab["a"].Inputs.Find("password"));
        Assert.DoesNotContain("hunter2", _lab.StateText, StringComparison.Ordinal);
        Assert.Equal(1, (await _lab.UpAsync(Two)).Counts[StepOp.Update]);
        Assert.Equal(1, _lab.Cloud.Objects[_lab["a"].Id].Find("size"));
    }

    [Fact]
    public async Task Refresh_forgets_what_is_gone_and_references_to_it()
    {
        await _lab.UpAsync(Two);
        _lab.Cloud.Objects.TryRemove(_lab["a"].Id, out _);

        var result = await _lab.RefreshAsync();

        Assert.Equal(1, result.Counts[StepOp.Delete]);
        Assert.DoesNotContain(_lab.State.Resources, r => Urn.Name(r.Urn) == "a");
        Assert.Empty(_lab["b"].Dependencies);
        Assert.Equal(Urn.OfStack("dev", "proj"), _lab["b"].Parent);
        Assert.Empty(_lab.State.Verify());
        Assert.Equal(1, (await _lab.PreviewAsync(Two)).Counts[StepOp.Create]);
    }

    [Fact]
    public async Task A_previewed_refresh_tells_and_changes_nothing()
    {
        await _lab.UpAsync(Two);
        var before = _lab.StateText;
        _lab.Cloud.Objects.Clear();

        var result = await _lab.RefreshAsync(preview: true);

        Assert.Equal(2, result.Counts[StepOp.Delete]);
        Assert.Equal(before, _lab.StateText);
    }

    [Fact]
    public async Task A_failed_read_keeps_the_state_of_its_resource()
    {
        await _lab.UpAsync(Two);
        _lab.Cloud.Before = c => c == "read a" ? throw new ProviderException("no access") : Task.CompletedTask;

        var result = await _lab.RefreshAsync();

        Assert.Equal(UpdateStatus.Failed, result.Status);
        Assert.Equal("no access", Assert.Single(result.Diagnostics).Message);
        Assert.NotEmpty(_lab["a"].Id);
    }

    [Fact]
    public async Task Refresh_clears_init_errors_of_what_is_there()
    {
        _lab.Cloud.Before = _ => throw new ProviderException("slow") { Partial = new ResourceState("a#1", PropertyMap.Empty) };
        await _lab.UpAsync(p => p.ThingAsync("a"));
        _lab.Cloud.Before = _ => Task.CompletedTask;
        _lab.Cloud.Objects["a#1"] = PropertyMap.Empty;

        await _lab.RefreshAsync();

        Assert.Empty(_lab["a"].InitErrors);
    }

    [Fact]
    public async Task A_previewed_destroy_tells_and_changes_nothing()
    {
        await _lab.UpAsync(Two);

        var result = await _lab.DestroyAsync(preview: true);

        Assert.Equal(4, result.Counts[StepOp.Delete]);
        Assert.Equal(4, _lab.State.Resources.Length);
        Assert.Equal(2, _lab.Cloud.Objects.Count);
    }

    [Fact]
    public async Task Destroy_leaves_an_empty_list()
    {
        await _lab.UpAsync(Two);

        await _lab.DestroyAsync();

        Assert.Matches("\"resources\": \\[\\]", _lab.StateText);
    }

    [Fact]
    public async Task Destroy_takes_old_copies_too()
    {
        static Func<Program, Task> One(int force) => p => p.ThingAsync("a", PropertyMap.Of(("force", force)));
        await _lab.UpAsync(One(1));
        _lab.Cloud.Before = c => c == "delete a" ? throw new ProviderException("in use") : Task.CompletedTask;
        await _lab.UpAsync(One(2));
        _lab.Cloud.Before = _ => Task.CompletedTask;

        var result = await _lab.DestroyAsync();

        Assert.Equal([StepOp.Delete], result.Counts.Keys);
        Assert.Empty(_lab.Cloud.Objects);
        Assert.Empty(_lab.State.Resources);
    }

    [Fact]
    public async Task Destroying_nothing_is_done_at_once()
    {
        var result = await _lab.DestroyAsync();

        Assert.Equal(UpdateStatus.Succeeded, result.Status);
        Assert.Empty(result.Steps);
        Assert.False(File.Exists(_lab.StatePath));
    }
}
