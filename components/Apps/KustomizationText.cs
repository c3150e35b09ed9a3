using System.Collections.Immutable;
using Slipway.Components.Fleet;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace Slipway.Components.Apps;

/// <summary>
/// Changes the lists of a kustomization that people wrote as they would: an entry is lines that come or go, and comments, order and line ends
/// of all others stay. The result is parsed again and must be the old kustomization with that entry, or without it, and nothing else.
/// </summary>
internal static class KustomizationText
{
    /// <summary>Entries of a list; none where there is no such list.</summary>
    public static IReadOnlyList<YamlNode> Entries(YamlMappingNode kustomization, string key) =>
        kustomization.Children.TryGetValue(new YamlScalarNode(key), out var value) && value is YamlSequenceNode list ? [.. list.Children] : [];

    /// <summary>Adds an entry at the end of a list, which is made where it is missing.</summary>
    /// <param name="path">The file, for messages.</param>
    /// <param name="text">Its text.</param>
    /// <param name="key">The list.</param>
    /// <param name="entry">The entry as YAML, from the column after its dash.</param>
    /// <exception cref="AppLayoutException">The list is written in a way that cannot be changed so.</exception>
    public static string Add(string path, string text, string key, string entry)
    {
        var before = Root(path, text);
        var lines = new TextLines(text);
        var entryLines = entry.Split('\n').Select((line, i) => (i == 0 ? "- " : "  ") + line);
        if (Find(path, before, key) is { } list)
            lines.Insert(LastLine(list.Children[^1], lines) + 1, Indented(entryLines, list.Start.Column - 1));
        else
            lines.Insert(lines.Count, Indented([key + ":", .. Indented(entryLines, 2)], before.Start.Column - 1));
        var after = lines.ToString();
        var expected = With(before, key, [.. Entries(before, key), Load(path, entry)]);
        return Equals(Root(path, after), expected) ? after : throw Unusual(path, key, before);
    }

    /// <summary>Takes entries out of a list, and the list where none is left.</summary>
    /// <param name="path">The file, for messages.</param>
    /// <param name="text">Its text.</param>
    /// <param name="key">The list.</param>
    /// <param name="leaving">Their places in the list, from 0.</param>
    /// <exception cref="AppLayoutException">The list is written in a way that cannot be changed so.</exception>
    public static string Remove(string path, string text, string key, IReadOnlySet<int> leaving)
    {
        var before = Root(path, text);
        if (leaving.Count == 0 || Find(path, before, key) is not { } list)
            return text;
        var lines = new TextLines(text);
        var gone = list.Children.Where((_, i) => leaving.Contains(i)).SelectMany(e => Enumerable.Range((int)e.Start.Line - 1, LastLine(e, lines) - (int)e.Start.Line + 2)).ToHashSet();
        var stay = list.Children.Where((_, i) => !leaving.Contains(i)).ToImmutableArray();
        if (stay.IsEmpty)
            gone.Add((int)before.Children.Keys.Single(k => k is YamlScalarNode { Value: var name } && name == key).Start.Line - 1);
        foreach (var line in gone.OrderDescending())
            lines.RemoveAt(line);
        var after = lines.ToString();
        return Equals(Root(path, after), With(before, key, stay)) ? after : throw Unusual(path, key, list);
    }

    private static IEnumerable<string> Indented(IEnumerable<string> lines, long by) => lines.Select(l => new string(' ', (int)by) + l);

    private static YamlMappingNode With(YamlMappingNode root, string key, ImmutableArray<YamlNode> entries)
    {
        var changed = new YamlMappingNode(root.Children.Where(c => c.Key is not YamlScalarNode { Value: var name } || name != key)) { Tag = root.Tag };
        if (!entries.IsEmpty)
            changed.Add(key, new YamlSequenceNode(entries));
        return changed;
    }

    private static YamlSequenceNode? Find(string path, YamlMappingNode root, string key)
    {
        if (!root.Children.TryGetValue(new YamlScalarNode(key), out var value))
            return null;
        return value is YamlSequenceNode { Style: not SequenceStyle.Flow, Children.Count: > 0 } list ? list : throw Unusual(path, key, value);
    }

    /// <summary>Index of the last line of a node. A block of text ends where the next line begins, the blank ones behind it not counted.</summary>
    private static int LastLine(YamlNode node, TextLines lines)
    {
        var end = node switch
        {
            YamlMappingNode { Children.Count: > 0 } map when map.Style != MappingStyle.Flow => map.Max(c => Math.Max(LastLine(c.Key, lines), LastLine(c.Value, lines))),
            YamlSequenceNode { Children.Count: > 0 } list when list.Style != SequenceStyle.Flow => list.Max(c => LastLine(c, lines)),
            YamlScalarNode { Style: ScalarStyle.Literal or ScalarStyle.Folded } when node.End.Column == 1 => (int)node.End.Line - 2,
            _ => (int)node.End.Line - 1,
        };
        while (end > 0 && string.IsNullOrWhiteSpace(lines[end]))
            end--;
        return end;
    }

    private static YamlMappingNode Root(string path, string text) => Load(path, text) as YamlMappingNode
        ?? throw new AppLayoutException($"{path} holds no fields", "a kustomization is one map of fields: correct it first");

    private static YamlNode Load(string path, string text)
    {
        try
        {
            using var reader = new StringReader(text);
            return YamlDocuments.Load(reader) is [{ RootNode: var root }]
                ? root
                : throw new AppLayoutException($"{path} does not hold one document", "a kustomization is one map of fields: correct it first");
        }
        catch (YamlException problem)
        {
            throw new AppLayoutException($"{path}:{problem.Start.Line}:{problem.Start.Column} is no YAML: {problem.Message}", "correct it first");
        }
    }

    private static AppLayoutException Unusual(string path, string key, YamlNode place) => new(
        $"{path}:{place.Start.Line}:{place.Start.Column}: the list '{key}' is not written as one entry a line, each behind a dash", "write it so, then run this again");
}
