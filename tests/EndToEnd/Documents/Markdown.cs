using System.Text.RegularExpressions;

namespace Slipway.EndToEnd.Documents;

/// <summary>What the tests look at in a document.</summary>
internal static partial class Markdown
{
    /// <summary>A fenced block.</summary>
    /// <param name="Info">What stands behind the fence, e.g. <c>sh production</c>.</param>
    /// <param name="Line">Line of its first line of text, from 1.</param>
    /// <param name="Lines">Its lines, without the fence's own indentation.</param>
    public sealed record Block(string Info, int Line, IReadOnlyList<string> Lines);

    /// <summary>A link.</summary>
    public sealed record Link(string Target, int Line);

    /// <summary>The fenced blocks of a document, in order.</summary>
    public static IReadOnlyList<Block> Blocks(string text)
    {
        var blocks = new List<Block>();
        (string Info, int Line, int Indent, List<string> Lines)? open = null;
        var lines = text.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            var trimmed = lines[i].TrimStart();
            if (!trimmed.StartsWith("```", StringComparison.Ordinal))
            {
                open?.Lines.Add(lines[i].Length >= open.Value.Indent ? lines[i][open.Value.Indent..] : trimmed);
            }
            else if (open is { } block)
            {
                blocks.Add(new Block(block.Info, block.Line, block.Lines));
                open = null;
            }
            else
            {
                open = (trimmed[3..].Trim(), i + 2, lines[i].Length - trimmed.Length, []);
            }
        }
        Assert.Null(open);
        return blocks;
    }

    /// <summary>The links of a document, outside of fenced blocks and code.</summary>
    public static IEnumerable<Link> Links(string text) => Prose(text)
        .SelectMany(line => LinkForm().Matches(Code().Replace(line.Text, "")).Select(m => new Link(m.Groups[1].Value, line.Number)));

    /// <summary>The pieces of code in the text of a document, outside of fenced blocks.</summary>
    public static IEnumerable<(string Code, int Line)> CodeSpans(string text) => Prose(text)
        .SelectMany(line => Code().Matches(line.Text).Select(m => (m.Value.Trim('`').Trim(), line.Number)));

    /// <summary>The anchors that GitHub gives the headings of a document.</summary>
    public static IReadOnlySet<string> Anchors(string text)
    {
        var anchors = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (line, _) in Prose(text).Where(l => HeadingForm().IsMatch(l.Text)))
        {
            var slug = NotInSlug().Replace(LinkText().Replace(line.TrimStart('#').Trim(), "$1").ToLowerInvariant(), "").Replace(' ', '-');
            var name = slug;
            for (var i = 1; !anchors.Add(name); i++)
                name = $"{slug}-{i}";
        }
        return anchors;
    }

    private static IEnumerable<(string Text, int Number)> Prose(string text)
    {
        var inBlock = false;
        foreach (var (line, i) in text.Split('\n').Select((line, i) => (line, i)))
        {
            if (line.TrimStart().StartsWith("```", StringComparison.Ordinal))
                inBlock = !inBlock;
            else if (!inBlock)
                yield return (line, i + 1);
        }
    }

    [GeneratedRegex(@"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")]
    private static partial Regex LinkForm();

    [GeneratedRegex(@"\[([^\]]*)\]\([^)]*\)")]
    private static partial Regex LinkText();

    [GeneratedRegex(@"`+[^`]+`+")]
    private static partial Regex Code();

    [GeneratedRegex("^#{1,6} ")]
    private static partial Regex HeadingForm();

    [GeneratedRegex(@"[^\p{L}\p{N}\s_-]")]
    private static partial Regex NotInSlug();
}
