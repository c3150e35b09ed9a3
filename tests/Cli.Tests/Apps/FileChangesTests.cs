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

    private static FileChange Change(string path, string? before, string? after) => new(path, Bytes(before), Bytes(after));

    private static byte[]? Bytes(string? text) => text is null ? null : Encoding.UTF8.GetBytes(text);

    private IEnumerable<string> Content() => Directory.EnumerateFiles(_folder.Path, "*", SearchOption.AllDirectories)
        .Select(f => $"{Path.GetRelativePath(_folder.Path, f)}={File.ReadAllText(f)}").Order(StringComparer.Ordinal);
}
