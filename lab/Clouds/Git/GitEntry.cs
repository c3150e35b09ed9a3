using System.Globalization;

namespace Slipway.Lab.Clouds.Git;

/// <summary>An entry of a commit's tree, as <c>git ls-tree -l -z</c> prints it.</summary>
/// <param name="Mode">Git's mode, see <see cref="GitChange.Mode"/>; <c>160000</c> is a submodule.</param>
/// <param name="Object">Hash of its content.</param>
/// <param name="Size">Bytes of its content; 0 for a submodule.</param>
/// <param name="Path">Path from the top of the repository, with <c>/</c>.</param>
internal sealed record GitEntry(string Mode, string Object, long Size, string Path)
{
    /// <summary>How many bytes a file may have at GitHub: 100 MiB (GitHub's documentation, "About large files on GitHub").</summary>
    public const long LargestFile = 100 << 20;

    /// <summary>Whether it is a symbolic link.</summary>
    public bool IsLink => Mode == "120000";

    /// <summary>Whether it is a commit of another repository.</summary>
    public bool IsSubmodule => Mode == "160000";

    /// <summary>Reads an entry.</summary>
    public static GitEntry Parse(string line)
    {
        var (facts, path) = (line[..line.IndexOf('\t', StringComparison.Ordinal)], line[(line.IndexOf('\t', StringComparison.Ordinal) + 1)..]);
        var fields = facts.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return new GitEntry(fields[0], fields[2], long.TryParse(fields[3], CultureInfo.InvariantCulture, out var size) ? size : 0, path);
    }
}
