using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;

namespace Slipway.EndToEnd.Documents;

/// <summary>A command line of a document, as a shell would cut it.</summary>
/// <param name="Text">The line, continued lines joined.</param>
/// <param name="Line">Where it begins, from 1.</param>
internal sealed partial record ShellLine(string Text, int Line)
{
    /// <summary>The exit code that it ends with, told by a comment such as <c># exit code 1</c>.</summary>
    /// <value>Default: 0.</value>
    public int ExitCode => CodeForm().Match(Text) is { Success: true } match ? int.Parse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture) : 0;

    /// <summary>The commands of a block, one for each line that has any.</summary>
    public static IEnumerable<ShellLine> Of(Markdown.Block block)
    {
        var text = new StringBuilder();
        var start = 0;
        for (var i = 0; i < block.Lines.Count; i++)
        {
            if (text.Length == 0)
                start = block.Line + i;
            text.Append(block.Lines[i]);
            // A quote that is open goes on in the next line, as a backslash at the end does.
            if (text.ToString().EndsWith('\\') || text.ToString().Count(c => c == '\'') % 2 == 1)
            {
                text.Append('\n');
                continue;
            }
            if (text.ToString().Trim() is { Length: > 0 } line && line[0] != '#')
                yield return new ShellLine(text.ToString(), start);
            text.Clear();
        }
    }

    /// <summary>The arguments of every run of <c>slipway</c> in it.</summary>
    public IEnumerable<ImmutableArray<string>> SlipwayRuns() => Commands()
        .Select(words => words.SkipWhile(w => Assignment().IsMatch(w)).ToImmutableArray())
        .Where(words => words is ["slipway" or "./slipway", ..])
        .Select(words => words.RemoveAt(0));

    private IEnumerable<List<string>> Commands()
    {
        var words = new List<string>();
        foreach (var match in TokenForm().Matches(Text.Replace("\\\n", " ", StringComparison.Ordinal)).Cast<Match>())
        {
            if (match.Groups["comment"].Success)
                break;
            if (match.Groups["end"].Success)
            {
                yield return words;
                words = [];
            }
            else if (match.Groups["word"].Success)
            {
                words.Add(match.Value.Replace("'", "", StringComparison.Ordinal).Replace("\"", "", StringComparison.Ordinal));
            }
        }
        yield return words;
    }

    [GeneratedRegex(@"# (?:.*\b)?exit code (\d)")]
    private static partial Regex CodeForm();

    [GeneratedRegex("^[A-Za-z_]+=")]
    private static partial Regex Assignment();

    // A redirection belongs to the shell and is no word.
    [GeneratedRegex(@"(?<comment>(?<=^|\s)#.*)|(?<end>&&|\|\||\||;|\n)|(?<redirection>\d?>{1,2}\s*[^\s|;&]+|<\s*(?![a-z]+>)[^\s|;&]+)|(?<word>(?:'[^']*'|""[^""]*""|<[a-z]+>|[^\s|;&<>'""])+)")]
    private static partial Regex TokenForm();
}
