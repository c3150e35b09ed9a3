using System.Text;
using Slipway.Cli.Files;
using Slipway.Components.Fleet;
using Slipway.Tests;

namespace Slipway.Cli.Tests.Apps;

public sealed class FileChangesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new("slipway-changes-");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Files_come_change_and_go_together()
    {
        _folder.Write("changed", "old");
        Directory.CreateDirectory(Path.Combine(_folder.Path, "below"));
        _folder.Write("below/gone", "old");

        FileChanges.Write(_folder.Path, [Change("changed", "old", "new"), Change("deep/down/fresh", null, "new"), Change("below/gone", "old", null)]);

        Assert.Equal(["changed=new", "deep/down/fresh=new"], Content());
        Assert.False(Directory.Exists(Path.Combine(_folder.Path, "below")));
    }

    [Fact]
    public void What_was_done_is_undone_when_a_later_step_fails()
    {
        _folder.Write("changed", "old");
        _folder.Write("gone", "old");

        // The last one cannot have its name: the one before it made that a folder.
        Assert.Throws<IOException>(() => FileChanges.Write(
            _folder.Path, [Change("changed", "old", "new"), Change("fresh", null, "new"), Change("gone", "old", null), Change("place/below", null, "new"), Change("place", null, "new")]));

        Assert.Equal(["changed=old", "gone=old"], Content());
        Assert.Empty(Directory.EnumerateDirectories(_folder.Path));
    }

    [Theory]
    [InlineData("else")]
    [InlineData(null)]
    public void A_file_that_changed_meanwhile_keeps_all_of_them(string? before)
    {
        _folder.Write("changed", "old");
        _folder.Write("other", "old");

        Assert.Throws<IOException>(() => FileChanges.Write(_folder.Path, [Change("other", "old", "new"), Change("changed", before, "new")]));

        Assert.Equal(["changed=old", "other=old"], Content());
    }

    [Fact]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public void A_file_keeps_its_mode()
    {
        File.SetUnixFileMode(_folder.Write("changed", "old"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherExecute);

        FileChanges.Write(_folder.Path, [Change("changed", "old", "new")]);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherExecute, File.GetUnixFileMode(Path.Combine(_folder.Path, "changed")));
    }

    [Fact]
    public void A_run_that_is_killed_at_any_moment_has_changed_all_or_nothing()
    {
        FileChange[] changes = [Change("changed", "old", "new"), Change("deep/down/fresh", null, "new"), Change("below/gone", "old", null), Change("also", "old", "new")];
        var ended = new HashSet<string>();
        for (var moment = 0; !ended.Contains("not killed"); moment++)
        {
            using var folder = new TemporaryFolder("slipway-changes-");
            folder.Write("changed", "old");
            folder.Write("also", "old");
            Directory.CreateDirectory(Path.Combine(folder.Path, "below"));
            folder.Write("below/gone", "old");
            var left = moment;
            var isKilled = false;
            try
            {
                FileChanges.Write(folder.Path, changes, () => _ = left-- == 0 ? throw new Killed() : 0);
            }
            catch (Killed)
            {
                isKilled = true;
            }

            var told = FileChanges.Finish(folder.Path);
            Assert.Equal(isKilled, told is not null);

            var content = string.Join(' ', Content(folder.Path));
            Assert.Contains(content, (string[])["also=old below/gone=old changed=old", "also=new changed=new deep/down/fresh=new"]);
            Assert.Equal(content.StartsWith("also=old", StringComparison.Ordinal) ? ["below"] : ["deep", "deep/down"], Folders(folder.Path));
            ended.Add(isKilled ? content : "not killed");
        }
        Assert.Equal(3, ended.Count);
    }

    [Fact]
    public void A_list_that_was_cut_short_means_that_nothing_was_changed()
    {
        _folder.Write("changed", "old");
        _folder.Write(ChangeList.FileName, "# A run of slipw");

        FileChanges.Write(_folder.Path, [Change("changed", "old", "new")]);

        Assert.Equal(["changed=new"], Content());
    }

    [Fact]
    public void A_list_that_is_none_is_left_with_everything_else()
    {
        _folder.Write("changed", "old");
        _folder.Write(ChangeList.FileName, "else\nstaged\n");

        var refused = Assert.Throws<IOException>(() => FileChanges.Write(_folder.Path, [Change("changed", "old", "new")]));

        Assert.StartsWith(Path.Combine(_folder.Path, ChangeList.FileName) + " is not what a run of slipway writes (", refused.Message, StringComparison.Ordinal);
        Assert.Equal([$"{ChangeList.FileName}=else\nstaged\n", "changed=old"], Content());
    }

    [Fact]
    public void A_folder_that_takes_no_list_is_left_as_it_is_and_the_message_says_so()
    {
        var file = _folder.Write("file", "old");

        var refused = Assert.Throws<IOException>(() => FileChanges.Write(file, [Change("fresh", null, "new")]));

        Assert.StartsWith("nothing was changed: ", refused.Message, StringComparison.Ordinal);
        Assert.Contains(Path.Combine(file, ChangeList.FileName), refused.Message, StringComparison.Ordinal);
        Assert.Equal(["file=old"], Content());
    }

    [Fact]
    public void Of_two_runs_in_a_folder_the_second_changes_nothing()
    {
        _folder.Write("changed", "old");
        FileChanges.Write(_folder.Path, [Change("changed", "old", "new")], () =>
        {
            var refused = Assert.Throws<IOException>(() => FileChanges.Write(_folder.Path, [Change("other", null, "new")]));
            Assert.StartsWith($"nothing was changed: another run is changing files of {_folder.Path}, as ", refused.Message, StringComparison.Ordinal);
        });

        Assert.Equal(["changed=new"], Content());
    }

    private static FileChange Change(string path, string? before, string? after) => new(path, Bytes(before), Bytes(after));

    private static byte[]? Bytes(string? text) => text is null ? null : Encoding.UTF8.GetBytes(text);

    private IEnumerable<string> Content() => Content(_folder.Path);

    private static IEnumerable<string> Content(string folder) => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .Select(f => $"{Path.GetRelativePath(folder, f)}={File.ReadAllText(f)}").Order(StringComparer.Ordinal);

    private static IEnumerable<string> Folders(string folder) => Directory.EnumerateDirectories(folder, "*", SearchOption.AllDirectories)
        .Select(f => Path.GetRelativePath(folder, f)).Order(StringComparer.Ordinal);

    private sealed class Killed : Exception;
}
