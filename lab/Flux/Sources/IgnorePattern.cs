using System.Collections.Immutable;
using System.IO.Enumeration;

namespace Slipway.Lab.Flux;

/// <summary>A line of <c>.sourceignore</c> or <c>spec.ignore</c>: a pattern as in gitignore(5), which applies below a folder.</summary>
internal sealed class IgnorePattern
{
    private const string AnyFolders = "**";

    private readonly ImmutableArray<string> _folder;
    private readonly ImmutableArray<string> _segments;
    private readonly bool _anywhere;
    private readonly bool _foldersOnly;

    private IgnorePattern(string text, ImmutableArray<string> folder)
    {
        Includes = text.StartsWith('!');
        var pattern = (Includes ? text[1..] : text).TrimEnd(' ');
        _foldersOnly = pattern.EndsWith('/');
        pattern = _foldersOnly ? pattern[..^1] : pattern;
        // A name alone is looked for at every depth, a path from the folder on.
        _anywhere = !pattern.Contains('/', StringComparison.Ordinal);
        _segments = [.. pattern.Split('/', StringSplitOptions.RemoveEmptyEntries)];
        _folder = folder;
    }

    /// <summary>Whether it takes back what a pattern before it excludes (<c>!</c>).</summary>
    public bool Includes { get; }

    /// <summary>Reads lines; comments and empty lines are none.</summary>
    /// <param name="text">The lines.</param>
    /// <param name="folder">The folder that they apply to, in parts; empty for the repository.</param>
    /// <exception cref="FetchException">A pattern has a class of characters, which the lab does not read.</exception>
    public static ImmutableArray<IgnorePattern> ReadAll(string text, ImmutableArray<string> folder) =>
        [.. text.Split('\n').Select(l => l.TrimEnd('\r')).Where(l => l.Trim().Length > 0 && !l.StartsWith('#')).Select(l => Read(l, folder))];

    /// <summary>Whether it is about a file, itself or a folder above it.</summary>
    /// <param name="path">The file's path in parts.</param>
    public bool Matches(ReadOnlySpan<string> path)
    {
        if (path.Length <= _folder.Length || !path[.._folder.Length].SequenceEqual(_folder.AsSpan()))
            return false;
        path = path[_folder.Length..];
        if (!_anywhere)
            return Matches(_segments.AsSpan(), path);
        foreach (var part in _foldersOnly ? path[..^1] : path)
        {
            if (Matches(_segments[0], part))
                return true;
        }
        return false;
    }

    private bool Matches(ReadOnlySpan<string> segments, ReadOnlySpan<string> path)
    {
        // What is left of the path is below what matches.
        if (segments.IsEmpty)
            return !_foldersOnly || path.Length > 0;
        if (path.IsEmpty)
            return false;
        if (segments[0] != AnyFolders)
            return Matches(segments[0], path[0]) && Matches(segments[1..], path[1..]);
        for (var skipped = 0; skipped < path.Length; skipped++)
        {
            if (Matches(segments[1..], path[skipped..]))
                return true;
        }
        return false;
    }

    private static bool Matches(string segment, string name) => FileSystemName.MatchesSimpleExpression(segment, name, ignoreCase: false);

    private static IgnorePattern Read(string line, ImmutableArray<string> folder) => line.Contains('[', StringComparison.Ordinal)
        ? throw new FetchException($"the lab does not know classes of characters in ignore patterns: write '{line}' without [], or see it in a cluster", "Unsupported")
        : new IgnorePattern(line, folder);
}
