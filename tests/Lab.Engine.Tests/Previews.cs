using Slipway.Lab.Engine.Providers;
using Slipway.Lab.Wire;
using static Slipway.Lab.Engine.Tests.Fakes.Program;

namespace Slipway.Lab.Engine.Tests;

public sealed class Previews : IDisposable
{
    private readonly Fakes.Lab _lab = new();

    public void Dispose() => _lab.Dispose();

    [Fact]
    public async Task What_only_a_creation_tells_is_unknown()
    {
        RegisterResult? a = null;

        await _lab.PreviewAsync(async p => a = await p.ThingAsync("a", PropertyMap.Of(("size", 1))));

        Assert.Equal(PropertyValue.Unknown, a?.Id);
        Assert.Equal(PropertyValue.Unknown, a?.Outputs.Find("arn"));
        Assert.Equal(1, a?.Outputs.Find("size"));
    }

    [Fact]
    public async Task A_first_preview_touches_neither_cloud_nor_disk()
    {
        var result = await _lab.PreviewAsync(p => p.ThingAsync("a"));

        Assert.Equal(3, result.Counts[StepOp.Create]);
        Assert.Empty(_lab.Cloud.Calls);
        Assert.False(Directory.Exists(Path.GetDirectoryName(_lab.StatePath)));
    }

    [Fact]
    public async Task An_input_that_is_not_known_yet_shows_as_unknown()
    {
        await _lab.UpAsync(async p =>
        {
            var a = await p.ThingAsync("a", PropertyMap.Of(("force", 1)));
            await p.ThingAsync("b", PropertyMap.Of(("of", From(a, "arn"))), Uses("of", a.Urn));
        });

        var result = await _lab.PreviewAsync(async p =>
        {
            var a = await p.ThingAsync("a", PropertyMap.Of(("force", 2)));
            await p.ThingAsync("b", PropertyMap.Of(("of", From(a, "arn"))), Uses("of", a.Urn));
        });

        var change = Assert.Single(result.Steps.Single(s => s.Op == StepOp.Update).Changes);
        Assert.Equal(("of", DiffKind.Update, PropertyValue.Unknown), (change.Path, change.Kind, change.New));
    }

    [Fact]
    public async Task Every_property_of_what_is_created_or_deleted_shows_on_demand()
    {
        _lab.Options = _lab.Options with { Diff = true };
        await _lab.UpAsync(p => p.ThingAsync("a", PropertyMap.Of(("size", 1), ("label", "x"))));

        var created = _lab.Events.OfType<StepFinished>().Single(e => Urn.Name(e.Step.Urn) == "a").Step.Changes;
        var deleted = (await _lab.PreviewAsync(_ => Task.CompletedTask)).Steps.Single(s => Urn.Name(s.Urn) == "a").Changes;

        Assert.Equal([new PropertyChange("label", DiffKind.Add, null, "x"), new PropertyChange("size", DiffKind.Add, null, 1)], created.AsEnumerable());
        Assert.Equal([new PropertyChange("label", DiffKind.Delete, "x", null), new PropertyChange("size", DiffKind.Delete, 1, null)], deleted.AsEnumerable());
    }

    [Fact]
    public async Task Outputs_of_the_stack_are_given_unknown_where_they_are()
    {
        var result = await _lab.PreviewAsync(async p =>
        {
            var a = await p.ThingAsync("a");
            await p.Monitor.RegisterResourceOutputsAsync(p.Root, PropertyMap.Of(("arn", From(a, "arn")), ("name", "x")), default);
        });

        Assert.Equal(PropertyMap.Of(("arn", PropertyValue.Unknown), ("name", "x")), result.StackOutputs);
    }

    [Fact]
    public async Task The_providers_are_not_asked_about_what_did_not_change()
    {
        await _lab.UpAsync(p => p.ThingAsync("a", PropertyMap.Of(("size", 1))));

        await _lab.PreviewAsync(p => p.ThingAsync("a", PropertyMap.Of(("size", 1))));

        Assert.Empty(_lab.Cloud.CallsOf("diff"));
    }

    [Fact]
    public async Task Messages_of_the_program_are_passed_on_and_an_error_fails_the_run()
    {
        var result = await _lab.PreviewAsync(async p =>
        {
            await p.Monitor.LogAsync(new LogEntry(LogSeverity.Info, "hello", p.Root), default);
            await p.Monitor.LogAsync(new LogEntry(LogSeverity.Debug, "gone", Ephemeral: true), default);
            await p.Monitor.LogAsync(new LogEntry(LogSeverity.Error, "broken"), default);
        });

        Assert.Equal(["hello", "broken"], result.Diagnostics.Select(d => d.Message));
        Assert.Equal(UpdateStatus.Failed, result.Status);
    }
}
