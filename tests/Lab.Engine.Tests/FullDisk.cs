using Slipway.Lab.Engine.Tests.Fakes;
using Slipway.Tests;
using static Slipway.Lab.Engine.Tests.Fakes.Program;

namespace Slipway.Lab.Engine.Tests;

/// <summary>What happens when a file of the state cannot be written any more. A folder in the place of a file stands for every reason the system may have.</summary>
public sealed class FullDisk : IDisposable
{
    private readonly Fakes.Lab _lab = new();

    public void Dispose() => _lab.Dispose();

    private static async Task Three(Program p)
    {
        var a = await p.ThingAsync("a");
        var b = await p.ThingAsync("b", null, After(a.Urn));
        await p.ThingAsync("c", null, After(b.Urn));
    }

    [Fact]
    public async Task A_journal_that_cannot_be_begun_stops_the_run_before_anything_is_done()
    {
        Directory.CreateDirectory(_lab.StatePath + ".journal");

        var result = await _lab.UpAsync(Three);

        Assert.Equal(UpdateStatus.Failed, result.Status);
        Assert.Empty(_lab.Cloud.Calls);
        Assert.StartsWith($"{_lab.StatePath}.journal cannot be written: ", Assert.Single(result.Diagnostics).Message, StringComparison.Ordinal);
        Assert.Contains("Make room or give write access there, and run the command again", result.Diagnostics[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_state_that_cannot_be_written_is_left_in_the_journal_and_written_by_the_next_run()
    {
        await _lab.UpAsync(p => p.ThingAsync("a"));
        var before = _lab.StateText;
        Directory.CreateDirectory(_lab.StatePath + ".new");

        var failed = await _lab.UpAsync(Three);
        Assert.Equal(UpdateStatus.Failed, failed.Status);
        Assert.StartsWith($"{_lab.StatePath} cannot be written: ", Assert.Single(failed.Diagnostics).Message, StringComparison.Ordinal);
        Assert.Equal(before, _lab.StateText);
        Directory.Delete(_lab.StatePath + ".new");

        var result = await _lab.UpAsync(Three);
        Assert.Equal(UpdateStatus.Succeeded, result.Status);
        Assert.False(result.HasChanges);
        Assert.Equal(3, _lab.Cloud.Objects.Count);
    }

    [FactAsUser]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public async Task A_folder_that_is_read_only_is_named()
    {
        await _lab.UpAsync(p => p.ThingAsync("a"));
        var folder = Path.GetDirectoryName(_lab.StatePath)!;
        File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserExecute);

        var result = await _lab.UpAsync(Three);

        File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.UserWrite);
        Assert.Equal(UpdateStatus.Failed, result.Status);
        Assert.Contains(".journal cannot be written: ", Assert.Single(result.Diagnostics).Message, StringComparison.Ordinal);
        Assert.False((await _lab.PreviewAsync(p => p.ThingAsync("a"))).HasChanges);
    }
}
