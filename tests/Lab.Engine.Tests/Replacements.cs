using Slipway.Lab.Engine.Providers;
using Slipway.Lab.Engine.Tests.Fakes;
using Slipway.Lab.Wire;
using static Slipway.Lab.Engine.Tests.Fakes.Program;

namespace Slipway.Lab.Engine.Tests;

public sealed class Replacements : IDisposable
{
    private readonly Fakes.Lab _lab = new();

    public void Dispose() => _lab.Dispose();

    private static Func<Program, Task> One(string property, int value, Func<RegisterRequest, RegisterRequest>? options = null) =>
        p => p.ThingAsync("a", PropertyMap.Of((property, value)), options);

    /// <summary>c comes from b, b from a; b passes on what replaces it, c does not.</summary>
    private static Func<Program, Task> Chain(string rootProperty, int value) => async p =>
    {
        var a = await p.ThingAsync("a", PropertyMap.Of((rootProperty, value)));
        var b = await p.ThingAsync("b", PropertyMap.Of(("forceOf", From(a, "arn"))), Uses("forceOf", a.Urn));
        await p.ThingAsync("c", PropertyMap.Of(("of", From(b, "arn"))), Uses("of", b.Urn));
    };

    [Fact]
    public async Task The_new_one_is_created_before_the_old_one_is_deleted()
    {
        await _lab.UpAsync(One("force", 1));
        var old = _lab["a"];
        _lab.Cloud.Calls.Clear();

        var result = await _lab.UpAsync(One("force", 2));

        Assert.Equal(["create a", "delete a"], _lab.Cloud.Calls.Where(c => !c.StartsWith("diff", StringComparison.Ordinal)));
        Assert.NotEqual(old.Id, _lab["a"].Id);
        Assert.NotEqual(old.Inputs.Find("label"), _lab["a"].Inputs.Find("label"));
        Assert.Equal(1, result.Counts[StepOp.Replace]);
        Assert.False(result.Counts.ContainsKey(StepOp.Delete));
        Assert.Single(_lab.Cloud.Objects);
        Assert.Empty(_lab.State.Verify());
    }

    [Fact]
    public async Task Its_steps_are_told_one_by_one()
    {
        await _lab.UpAsync(One("force", 1));
        _lab.Events.Clear();

        await _lab.UpAsync(One("force", 2));

        var ops = _lab.Events.OfType<StepFinished>().Where(e => Urn.Name(e.Step.Urn) == "a").Select(e => e.Step.Op.Name());
        Assert.Equal(["create-replacement", "replace", "delete-replaced"], ops);
        var change = Assert.Single(_lab.Events.OfType<StepFinished>().First(e => e.Step.Op == StepOp.Replace).Step.Changes);
        Assert.Equal(new PropertyChange("force", DiffKind.UpdateReplace, 1, 2), change);
    }

    [Theory]
    [InlineData("solo", null)]
    [InlineData("force", true)]
    public async Task The_old_one_is_deleted_first_where_the_provider_or_the_option_says_so(string property, bool? option)
    {
        await _lab.UpAsync(One(property, 1));
        _lab.Cloud.Calls.Clear();

        await _lab.UpAsync(One(property, 2, r => r with { DeleteBeforeReplace = option }));

        Assert.Equal(["delete a", "create a"], _lab.Cloud.Calls.Where(c => !c.StartsWith("diff", StringComparison.Ordinal)));
        Assert.Empty(_lab.State.Verify());
    }

    [Fact]
    public async Task The_option_overrules_a_provider_that_would_delete_first()
    {
        await _lab.UpAsync(One("solo", 1));
        _lab.Cloud.Calls.Clear();

        await _lab.UpAsync(One("solo", 2, r => r with { DeleteBeforeReplace = false }));

        Assert.Equal(["create a", "delete a"], _lab.Cloud.Calls.Where(c => !c.StartsWith("diff", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Deleting_first_takes_the_dependants_that_would_be_replaced_too()
    {
        await _lab.UpAsync(Chain("solo", 1));
        _lab.Cloud.Calls.Clear();

        var result = await _lab.UpAsync(Chain("solo", 2));

        Assert.Equal(["delete b", "delete a", "create a", "create b", "update c"], _lab.Cloud.Calls.Where(c => !c.StartsWith("diff", StringComparison.Ordinal)));
        Assert.Equal(2, result.Counts[StepOp.Replace]);
        Assert.Equal(1, result.Counts[StepOp.Update]);
        Assert.Equal(3, _lab.Cloud.Objects.Count);
        Assert.Empty(_lab.State.Verify());
    }

    [Fact]
    public async Task A_preview_of_it_tells_the_same_and_touches_nothing()
    {
        await _lab.UpAsync(Chain("solo", 1));
        var before = _lab.StateText;
        _lab.Cloud.Calls.Clear();

        var preview = await _lab.PreviewAsync(Chain("solo", 2));

        Assert.Equal(2, preview.Counts[StepOp.Replace]);
        Assert.Equal(1, preview.Counts[StepOp.Update]);
        Assert.DoesNotContain(_lab.Cloud.Calls, c => !c.StartsWith("diff", StringComparison.Ordinal));
        Assert.Equal(before, _lab.StateText);
    }

    [Fact]
    public async Task What_was_deleted_first_is_created_by_the_next_run_when_its_creation_failed()
    {
        await _lab.UpAsync(Chain("solo", 1));
        _lab.Cloud.Before = c => c == "create a" ? throw new ProviderException("no room") : Task.CompletedTask;
        var failed = await _lab.UpAsync(Chain("solo", 2));
        Assert.Equal(UpdateStatus.Failed, failed.Status);
        Assert.True(_lab["a"].PendingReplacement);
        Assert.True(_lab["b"].PendingReplacement);
        Assert.Empty(_lab.State.Verify());
        _lab.Cloud.Before = _ => Task.CompletedTask;
        _lab.Cloud.Calls.Clear();

        var result = await _lab.UpAsync(Chain("solo", 2));

        Assert.Equal(UpdateStatus.Succeeded, result.Status);
        Assert.Equal(["create a", "create b", "update c"], _lab.Cloud.Calls.Where(c => !c.StartsWith("diff", StringComparison.Ordinal)));
        Assert.DoesNotContain(_lab.State.Resources, r => r.PendingReplacement);
    }

    [Fact]
    public async Task A_dependant_deleted_first_that_the_program_drops_only_leaves_the_state()
    {
        await _lab.UpAsync(Chain("solo", 1));
        _lab.Cloud.Calls.Clear();

        var result = await _lab.UpAsync(One("solo", 2));

        Assert.Equal(["b", "a", "c"], _lab.Cloud.CallsOf("delete"));
        Assert.Equal(2, result.Counts[StepOp.Delete]);
        Assert.Equal(1, result.Counts[StepOp.Replace]);
        Assert.DoesNotContain(_lab.State.Resources, r => Urn.Name(r.Urn) is "b" or "c");
    }

    [Fact]
    public async Task An_old_copy_that_could_not_be_deleted_is_deleted_by_the_next_run()
    {
        await _lab.UpAsync(One("force", 1));
        _lab.Cloud.Before = c => c == "delete a" ? throw new ProviderException("still in use") : Task.CompletedTask;
        var failed = await _lab.UpAsync(One("force", 2));
        Assert.Equal(UpdateStatus.Failed, failed.Status);
        Assert.Contains(_lab.State.Resources, r => r.Delete);
        Assert.Empty(_lab.State.Verify());
        _lab.Cloud.Before = _ => Task.CompletedTask;

        var result = await _lab.UpAsync(One("force", 2));

        Assert.Equal(1, result.Counts[StepOp.Delete]);
        Assert.Single(_lab.Cloud.Objects);
        Assert.DoesNotContain(_lab.State.Resources, r => r.Delete);
    }

    [Fact]
    public async Task Old_copies_go_after_the_dependants_that_still_use_them()
    {
        await _lab.UpAsync(Chain("force", 1));
        _lab.Cloud.Calls.Clear();

        await _lab.UpAsync(Chain("force", 2));

        Assert.Equal(["b", "a"], _lab.Cloud.CallsOf("delete"));
        Assert.Equal(3, _lab.Cloud.Objects.Count);
    }

    [Fact]
    public async Task An_old_copy_stays_while_a_dependant_could_not_follow()
    {
        await _lab.UpAsync(Chain("force", 1));
        _lab.Cloud.Before = c => c == "create b" ? throw new ProviderException("no room") : Task.CompletedTask;
        _lab.Cloud.Calls.Clear();

        await _lab.UpAsync(Chain("force", 2));

        Assert.Empty(_lab.Cloud.CallsOf("delete"));
        Assert.Contains(_lab.State.Resources, r => r.Delete && Urn.Name(r.Urn) == "a");
        Assert.Empty(_lab.State.Verify());
    }

    [Fact]
    public async Task An_old_copy_stays_while_the_new_one_is_not_healthy()
    {
        await _lab.UpAsync(One("force", 1));
        _lab.Cloud.Before = c => c == "create a" ? throw new ProviderException("not ready") { Partial = new ResourceState("a#new", PropertyMap.Empty) } : Task.CompletedTask;
        await _lab.UpAsync(One("force", 2));
        Assert.Empty(_lab.Cloud.CallsOf("delete"));
        Assert.Equal("a#new", _lab["a"].Id);
        _lab.Cloud.Before = _ => Task.CompletedTask;

        var result = await _lab.UpAsync(One("force", 2));

        Assert.Equal(1, result.Counts[StepOp.Update]);
        Assert.Equal(["a#new"], _lab.Cloud.Objects.Keys);
        Assert.DoesNotContain(_lab.State.Resources, r => r.Delete);
    }

    [Fact]
    public async Task Named_changes_replace_what_would_be_updated()
    {
        await _lab.UpAsync(p => p.ThingAsync("a", PropertyMap.Of(("tags", PropertyMap.Of(("x", 1), ("y", 1))))));

        var other = await _lab.PreviewAsync(p => p.ThingAsync("a", PropertyMap.Of(("tags", PropertyMap.Of(("x", 1), ("y", 2)))), r => r with { ReplaceOnChanges = ["tags.x"] }));
        var named = await _lab.PreviewAsync(p => p.ThingAsync("a", PropertyMap.Of(("tags", PropertyMap.Of(("x", 2), ("y", 1)))), r => r with { ReplaceOnChanges = ["tags.x"] }));

        Assert.Equal(1, other.Counts[StepOp.Update]);
        Assert.Equal(1, named.Counts[StepOp.Replace]);
    }

    [Fact]
    public async Task A_protected_resource_is_not_replaced_and_all_of_them_are_named()
    {
        static Func<Program, Task> Both(int value) => p => Task.WhenAll(
            p.ThingAsync("a", PropertyMap.Of(("force", value)), r => r with { Protect = true }),
            p.ThingAsync("b", PropertyMap.Of(("force", value)), r => r with { Protect = true }));
        await _lab.UpAsync(Both(1));
        _lab.Cloud.Calls.Clear();

        var preview = await _lab.PreviewAsync(Both(2));
        var result = await _lab.UpAsync(Both(2));

        Assert.Equal(UpdateStatus.Failed, result.Status);
        Assert.Equal(["a", "b"], preview.Diagnostics.Select(d => Urn.Name(d.Urn)).Order());
        Assert.All(preview.Diagnostics, d => Assert.Contains("is protected and would have to be replaced", d.Message, StringComparison.Ordinal));
        Assert.Empty(_lab.Cloud.CallsOf("create"));
        Assert.Empty(_lab.Cloud.CallsOf("delete"));
    }

    [Fact]
    public async Task Nothing_is_deleted_first_when_a_dependant_is_protected()
    {
        static Func<Program, Task> Two(int value) => async p =>
        {
            var a = await p.ThingAsync("a", PropertyMap.Of(("solo", value)));
            await p.ThingAsync("b", PropertyMap.Of(("forceOf", From(a, "arn"))), r => Uses("forceOf", a.Urn)(r) with { Protect = true });
        };
        await _lab.UpAsync(Two(1));

        var result = await _lab.UpAsync(Two(2));

        Assert.Equal(UpdateStatus.Failed, result.Status);
        Assert.Contains(result.Diagnostics, d => Urn.Name(d.Urn) == "b" && d.Message.Contains("protected", StringComparison.Ordinal));
        Assert.Empty(_lab.Cloud.CallsOf("delete"));
    }

    [Fact]
    public async Task A_former_dependant_that_is_just_being_deleted_first_is_made_anew()
    {
        await _lab.UpAsync(Chain("solo", 1));
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _lab.Cloud.Before = c =>
        {
            if (c != "delete b")
                return Task.CompletedTask;
            reached.SetResult();
            return release.Task;
        };
        _lab.Cloud.Calls.Clear();

        var result = await _lab.UpAsync(async p =>
        {
            var a = p.ThingAsync("a", PropertyMap.Of(("solo", 2)));
            await reached.Task;
            var b = Task.Factory.StartNew(() => p.ThingAsync("b"), default, TaskCreationOptions.PreferFairness, TaskScheduler.Default).Unwrap();
            // Time enough for b, if it did not wait.
            for (var i = 0; i < 50; i++)
                await p.ThingAsync($"other{i}");
            release.SetResult();
            await Task.WhenAll(a, b);
        });

        Assert.Equal(UpdateStatus.Succeeded, result.Status);
        Assert.Single(_lab.Cloud.CallsOf("create"), "b");
        Assert.Single(_lab.Cloud.CallsOf("diff"), "b");
        Assert.Equal(52, _lab.Cloud.Objects.Count);
        Assert.Equal(_lab.Cloud.Objects.Keys.Order(), _lab.State.Resources.Where(r => r.Type == Thing).Select(r => r.Id).Order());
    }
}
