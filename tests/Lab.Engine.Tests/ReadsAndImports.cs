using Slipway.Lab.Engine.Tests.Fakes;
using Slipway.Lab.Wire;
using static Slipway.Lab.Engine.Tests.Fakes.Program;

namespace Slipway.Lab.Engine.Tests;

public sealed class ReadsAndImports : IDisposable
{
    private readonly Fakes.Lab _lab = new();

    public ReadsAndImports() => _lab.Cloud.Objects["there"] = PropertyMap.Of(("size", 1), ("label", "there"));

    public void Dispose() => _lab.Dispose();

    private static Func<Program, Task> Read(PropertyValue id) => p => p.Monitor.ReadResourceAsync(
        new ReadRequest { Type = Thing, Name = "a", Id = id, Parent = p.Root }, default);

    private static Func<Program, Task> Import(int size, string label = "there") => p => p.ThingAsync(
        "a", PropertyMap.Of(("size", size), ("label", label)), r => r with { ImportId = "there" });

    [Fact]
    public async Task What_is_read_is_recorded_as_external()
    {
        var result = await _lab.UpAsync(Read("there"));

        Assert.True(_lab["a"].External);
        Assert.Equal("arn:fake:there", _lab["a"].Outputs.Find("arn")?.AsString);
        Assert.Equal(1, result.Counts[StepOp.Read]);
        Assert.False((await _lab.PreviewAsync(Read("there"))).HasChanges);
        Assert.Empty(_lab.State.Verify());
    }

    [Fact]
    public async Task What_is_read_is_never_deleted()
    {
        await _lab.UpAsync(Read("there"));

        var result = await _lab.UpAsync(_ => Task.CompletedTask);

        Assert.Equal(1, result.Counts[StepOp.Discard]);
        Assert.DoesNotContain(_lab.State.Resources, r => r.Type == Thing);
        Assert.True(_lab.Cloud.Objects.ContainsKey("there"));
    }

    [Fact]
    public async Task An_unknown_id_reads_nothing_in_a_preview()
    {
        RegisterResult? read = null;

        var result = await _lab.PreviewAsync(async p => read = await p.Monitor.ReadResourceAsync(
            new ReadRequest { Type = Thing, Name = "a", Id = PropertyValue.Unknown, Parent = p.Root }, default));

        Assert.Equal(PropertyValue.Unknown, read?.Id);
        Assert.Equal(1, result.Counts[StepOp.Read]);
        Assert.Empty(_lab.Cloud.CallsOf("read"));
    }

    [Fact]
    public async Task Reading_what_is_not_there_is_an_error_of_the_program()
    {
        var result = await _lab.UpAsync(Read("ghost"));

        Assert.Equal(UpdateStatus.Failed, result.Status);
        Assert.Contains("nothing has the id 'ghost'", Assert.Single(result.ProgramErrors).Message, StringComparison.Ordinal);
        Assert.Empty(result.Diagnostics);
    }

    [Fact]
    public async Task Reading_instead_of_managing_deletes_what_was_managed()
    {
        await _lab.UpAsync(p => p.ThingAsync("a"));
        _lab.Events.Clear();

        await _lab.UpAsync(Read("there"));

        Assert.Contains(_lab.Events.OfType<StepFinished>(), e => e.Step.Op == StepOp.ReadReplacement);
        Assert.Equal(["there"], _lab.Cloud.Objects.Keys);
        Assert.True(_lab["a"].External);
        Assert.Empty(_lab.State.Verify());
    }

    [Fact]
    public async Task Managing_instead_of_reading_creates_its_own()
    {
        await _lab.UpAsync(Read("there"));

        var result = await _lab.UpAsync(p => p.ThingAsync("a"));

        Assert.Equal(1, result.Counts[StepOp.Create]);
        Assert.Equal(2, _lab.Cloud.Objects.Count);
        Assert.False(_lab["a"].External);
    }

    [Fact]
    public async Task An_imported_resource_is_managed_from_then_on()
    {
        var preview = await _lab.PreviewAsync(Import(1));
        var result = await _lab.UpAsync(Import(1));

        Assert.Equal(1, preview.Counts[StepOp.Import]);
        Assert.Equal(1, result.Counts[StepOp.Import]);
        Assert.Equal(("there", "there"), (_lab["a"].Id, _lab["a"].ImportId));
        Assert.Empty(_lab.Cloud.CallsOf("create"));
        Assert.False((await _lab.PreviewAsync(Import(1))).HasChanges);
        Assert.Equal(1, (await _lab.UpAsync(Import(2))).Counts[StepOp.Update]);
    }

    [Fact]
    public async Task An_import_that_does_not_match_warns_in_a_preview_and_fails_in_a_run()
    {
        var preview = await _lab.PreviewAsync(Import(7));
        var result = await _lab.UpAsync(Import(7));

        Assert.Equal(UpdateStatus.Succeeded, preview.Status);
        Assert.Equal(LogSeverity.Warning, Assert.Single(preview.Diagnostics).Severity);
        Assert.Equal(UpdateStatus.Failed, result.Status);
        Assert.Contains("does not say what is there with the id 'there': size", Assert.Single(result.Diagnostics).Message, StringComparison.Ordinal);
        Assert.DoesNotContain(_lab.State.Resources, r => r.Type == Thing);
    }

    [Fact]
    public async Task Problems_of_an_imports_inputs_are_told_once()
    {
        var result = await _lab.UpAsync(p => p.ThingAsync("a", PropertyMap.Of(("bad", 1)), r => r with { ImportId = "there" }));

        Assert.Equal("bad: is never right", Assert.Single(result.Diagnostics).Message);
    }

    [Fact]
    public async Task Importing_what_is_not_there_fails()
    {
        var result = await _lab.UpAsync(p => p.ThingAsync("a", null, r => r with { ImportId = "ghost" }));

        Assert.Contains("nothing to import with the id 'ghost'", Assert.Single(result.Diagnostics).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Importing_another_one_replaces_what_was_managed()
    {
        await _lab.UpAsync(p => p.ThingAsync("a", PropertyMap.Of(("size", 1), ("label", "there"))));

        var result = await _lab.UpAsync(Import(1));

        Assert.Contains(_lab.Events.OfType<StepFinished>(), e => e.Step.Op == StepOp.ImportReplacement);
        Assert.Equal(1, result.Counts[StepOp.Import]);
        Assert.Equal(["there"], _lab.Cloud.Objects.Keys);
    }

    [Fact]
    public async Task A_replaced_import_is_not_imported_again()
    {
        static Func<Program, Task> Forced(int force) => p => p.ThingAsync("a", PropertyMap.Of(("force", force)), r => r with { ImportId = "forced" });
        _lab.Cloud.Objects["forced"] = PropertyMap.Of(("force", 1), ("label", "x"));
        await _lab.UpAsync(p => p.ThingAsync("a", PropertyMap.Of(("force", 1), ("label", "x")), r => r with { ImportId = "forced" }));
        await _lab.UpAsync(Forced(2));

        Assert.False((await _lab.PreviewAsync(Forced(2))).HasChanges);
    }

    [Fact]
    public async Task Another_stacks_outputs_can_be_read()
    {
        _lab.Options = _lab.Options with
        {
            StackOutputs = name => Task.FromResult(name == "org/proj/prod" ? PropertyMap.Of(("url", "http://x"), ("key", PropertyValue.Secret("hunter2"))) : null),
        };
        RegisterResult? reference = null;
        Func<Program, Task> program = async p => reference = await p.Monitor.ReadResourceAsync(
            new ReadRequest { Type = "pulumi:pulumi:StackReference", Name = "prod", Id = "org/proj/prod", Parent = p.Root }, default);

        await _lab.UpAsync(program);

        var outputs = Assert.IsType<MapValue>(reference?.Outputs.Find("outputs")).Map;
        Assert.Equal("http://x", outputs.Find("url")?.AsString);
        Assert.IsType<SecretValue>(outputs.Find("key"));
        Assert.Equal([(PropertyValue)"key"], reference?.Outputs.Find("secretOutputNames")?.AsList);
        Assert.DoesNotContain("hunter2", _lab.StateText, StringComparison.Ordinal);
        Assert.False((await _lab.PreviewAsync(program)).HasChanges);
        Assert.Empty(_lab.State.Verify());
        Assert.Equal(UpdateStatus.Succeeded, (await _lab.RefreshAsync()).Status);
        Assert.Equal(UpdateStatus.Succeeded, (await _lab.DestroyAsync()).Status);
    }

    [Fact]
    public async Task A_stack_that_does_not_exist_is_an_error_of_the_program()
    {
        var result = await _lab.UpAsync(p => p.Monitor.ReadResourceAsync(
            new ReadRequest { Type = "pulumi:pulumi:StackReference", Name = "prod", Id = "ghost", Parent = p.Root }, default));

        Assert.Contains("'ghost'", Assert.Single(result.ProgramErrors).Message, StringComparison.Ordinal);
    }
}
