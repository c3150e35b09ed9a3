using Slipway.Lab.Engine.Providers;
using Slipway.Lab.Engine.Tests.Fakes;
using Slipway.Lab.Wire;
using static Slipway.Lab.Engine.Tests.Fakes.Program;

namespace Slipway.Lab.Engine.Tests;

public sealed class Failures : IDisposable
{
    private readonly Fakes.Lab _lab = new();

    public void Dispose() => _lab.Dispose();

    private void FailAt(string call, Exception? how = null) =>
        _lab.Cloud.Before = c => c == call ? throw how ?? new ProviderException("the cloud says no") : Task.CompletedTask;

    private static async Task Tree(Program p)
    {
        var a = await p.ThingAsync("a");
        var other = p.ThingAsync("other");
        var b = await p.ThingAsync("b", null, After(a.Urn));
        await p.ThingAsync("c", null, After(b.Urn));
        await p.ThingAsync("d", null, r => r with { Parent = b.Urn });
        await other;
    }

    [Fact]
    public async Task What_depends_on_a_failure_is_skipped_and_the_rest_is_done()
    {
        FailAt("create b");
        RegisterStatus[] statuses = [];

        var result = await _lab.UpAsync(async p =>
        {
            await Tree(p);
            statuses = [.. new[] { "a", "b", "c", "d", "other" }.Select(n => p.Results[n].Status)];
        });

        Assert.Equal(UpdateStatus.Failed, result.Status);
        Assert.Equal([RegisterStatus.Success, RegisterStatus.Failed, RegisterStatus.Skipped, RegisterStatus.Skipped, RegisterStatus.Success], statuses);
        Assert.Equal(["a", "b", "other"], _lab.Cloud.CallsOf("create").Order());
        Assert.Equal(["a", "other"], _lab.State.Resources.Where(r => r.Type == Thing).Select(r => Urn.Name(r.Urn)).Order());
        Assert.Equal([(Fakes.Lab.UrnOf("b"), "the cloud says no")], result.Diagnostics.Select(d => (d.Urn, d.Message)));
        Assert.Equal(Fakes.Lab.UrnOf("b"), _lab.Events.OfType<ResourceSkipped>().First(e => Urn.Name(e.Urn) == "c").Because);
        Assert.Empty(_lab.State.Verify());
    }

    [Fact]
    public async Task The_next_run_finishes_the_job()
    {
        FailAt("create b");
        await _lab.UpAsync(Tree);
        FailAt("nothing");

        var result = await _lab.UpAsync(Tree);

        Assert.Equal(UpdateStatus.Succeeded, result.Status);
        Assert.Equal(3, result.Counts[StepOp.Create]);
        Assert.False((await _lab.PreviewAsync(Tree)).HasChanges);
    }

    [Fact]
    public async Task What_exists_but_is_not_healthy_is_recorded_and_updated_by_the_next_run()
    {
        FailAt("create a", new ProviderException("it did not become ready") { Partial = new ResourceState("a#partial", PropertyMap.Of(("arn", "arn:x"))) });
        var failed = await _lab.UpAsync(p => p.ThingAsync("a"));
        Assert.Equal(UpdateStatus.Failed, failed.Status);
        Assert.Equal(["it did not become ready"], _lab["a"].InitErrors.AsEnumerable());
        FailAt("nothing");

        var result = await _lab.UpAsync(p => p.ThingAsync("a"));

        Assert.Equal(1, result.Counts[StepOp.Update]);
        Assert.Equal("a#partial", _lab["a"].Id);
        Assert.Empty(_lab["a"].InitErrors);
    }

    [Fact]
    public async Task A_failed_update_keeps_the_old_state()
    {
        await _lab.UpAsync(p => p.ThingAsync("a", PropertyMap.Of(("size", 1))));
        FailAt("update a");

        await _lab.UpAsync(p => p.ThingAsync("a", PropertyMap.Of(("size", 2))));

        Assert.Equal(1, _lab["a"].Inputs.Find("size"));
        Assert.Empty(_lab.State.PendingOperations);
    }

    [Fact]
    public async Task All_problems_of_a_resource_are_told_with_their_place()
    {
        var result = await _lab.PreviewAsync(p => p.ThingAsync("a", PropertyMap.Of(("bad", 1), ("worse", 2))));

        Assert.Equal(UpdateStatus.Failed, result.Status);
        Assert.Equal(["bad: is never right", "worse: is never right"], result.Diagnostics.Select(d => d.Message).Order());
        Assert.All(result.Diagnostics, d => Assert.Equal(Fakes.Lab.UrnOf("a"), d.Urn));
    }

    [Fact]
    public async Task Nothing_is_deleted_after_a_failure_in_the_program()
    {
        await _lab.UpAsync(Tree);

        var result = await _lab.UpAsync(_ => throw new InvalidOperationException("broken"));

        Assert.Equal("broken", Assert.Single(result.ProgramErrors).Message);
        Assert.Empty(_lab.Cloud.CallsOf("delete"));
    }

    [Fact]
    public async Task What_a_failed_deletion_depends_on_stays()
    {
        await _lab.UpAsync(Tree);
        FailAt("delete c");

        var result = await _lab.DestroyAsync();

        Assert.Equal(UpdateStatus.Failed, result.Status);
        Assert.Equal(["a", "b", "c"], _lab.State.Resources.Where(r => r.Type == Thing).Select(r => Urn.Name(r.Urn)).Order());
        Assert.Empty(_lab.State.Verify());
        FailAt("nothing");
        Assert.Equal(UpdateStatus.Succeeded, (await _lab.DestroyAsync()).Status);
        Assert.Empty(_lab.State.Resources);
    }

    [Fact]
    public async Task A_fault_of_a_provider_fails_its_resource_only()
    {
        FailAt("create b", new ArgumentOutOfRangeException("index", "hunter2", "wrong"));

        var result = await _lab.UpAsync(Tree);

        var message = Assert.Single(result.Diagnostics).Message;
        Assert.Contains("The provider failed with ArgumentOutOfRangeException", message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", message, StringComparison.Ordinal);
        Assert.Equal(2, _lab.Cloud.Objects.Count);
    }

    [Fact]
    public async Task An_interrupted_run_finishes_what_is_under_way_and_starts_nothing_new()
    {
        using var interrupt = new CancellationTokenSource();
        _lab.Cloud.Before = c =>
        {
            if (c == "create b")
                interrupt.Cancel();
            return Task.CompletedTask;
        };

        var result = await _lab.UpAsync(async p =>
        {
            var b = await p.ThingAsync("b");
            await p.ThingAsync("c", null, After(b.Urn));
        }, interrupt.Token);

        Assert.Equal(UpdateStatus.Canceled, result.Status);
        Assert.Equal(["b"], _lab.Cloud.CallsOf("create"));
        Assert.NotEmpty(_lab["b"].Id);
        Assert.Empty(_lab.State.PendingOperations);
    }

    [Fact]
    public async Task Outputs_of_the_stack_that_a_failure_made_unknown_keep_their_value()
    {
        await _lab.UpAsync(p => p.Monitor.RegisterResourceOutputsAsync(p.Root, PropertyMap.Of(("url", "http://old")), default));

        await _lab.UpAsync(p => p.Monitor.RegisterResourceOutputsAsync(
            p.Root, PropertyMap.Of(("url", PropertyValue.Unknown), ("new", PropertyValue.Unknown), ("fine", 1)), default));

        Assert.Equal(PropertyMap.Of(("url", "http://old"), ("fine", 1)), _lab.State.StackOutputs);
    }

    [Fact]
    public async Task A_package_that_nobody_knows_is_an_error()
    {
        var result = await _lab.PreviewAsync(p => p.ThingAsync("a", null, r => r with { Type = "ghost:index:Thing" }));

        Assert.Contains("There is no provider 'ghost'", Assert.Single(result.Diagnostics).Message, StringComparison.Ordinal);
    }
}
