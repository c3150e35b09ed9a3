using System.Text;
using System.Text.RegularExpressions;

namespace Slipway.Checks.Compare;

/// <summary>A comparison as the comment of a pull request: what changes where, with each difference folded away, below the size that GitHub takes.</summary>
public static partial class ComparisonMarkdown
{
    /// <summary>How many characters a comment may have at GitHub.</summary>
    public const int Most = 65_536;

    /// <summary>How many characters one difference may have.</summary>
    private const int MostOfOne = 8_000;

    /// <summary>Kept free for saying what was left out.</summary>
    private const int Reserve = 600;

    /// <summary>The comment.</summary>
    public static string Render(FleetComparison comparison)
    {
        var text = new StringBuilder($"### What this changes\n\n{Named(ComparisonText.Summary(comparison))}\n\n");
        if (comparison.Changes.IsEmpty)
            return text.ToString();
        text.Append("| cluster | Kustomization | added | changed | removed |\n|---|---|---|---|---|\n");
        foreach (var group in comparison.Changes.GroupBy(c => (c.Cluster, c.Kustomization)).Take(100))
            text.Append($"| {Named(group.Key.Cluster)} | {Named(group.Key.Kustomization)} | {Count(group, ChangeKind.Added)} | {Count(group, ChangeKind.Changed)} | {Count(group, ChangeKind.Removed)} |\n");
        text.Append('\n');
        var left = 0;
        // The same difference in several clusters is shown once.
        foreach (var same in comparison.Changes.GroupBy(c => (c.Kustomization, c.Object, c.Kind, c.Diff)))
        {
            var section = Section(same.First(), string.Join(", ", same.Select(c => c.Cluster).Distinct(StringComparer.Ordinal)));
            if (text.Length + section.Length > Most - Reserve)
                left++;
            else
                text.Append(section);
        }
        if (left > 0)
            text.Append($"\n{left} more differences do not fit into a comment; `slipway check --diff` shows them all.\n");
        return text.ToString();
    }

    private static string Section(ObjectChange change, string clusters)
    {
        var diff = change.Diff.Length <= MostOfOne ? change.Diff : $"{change.Diff[..Math.Max(0, change.Diff.LastIndexOf('\n', MostOfOne))]}\n… {change.Diff.Length - MostOfOne:N0} more characters\n";
        // A fence must be longer than any run of backticks within.
        var fence = new string('`', Math.Max(3, LongestRun(diff) + 1));
        return $"<details><summary>{change.Kind.ToString().ToLowerInvariant()}: <code>{Escaped(change.Object)}</code> in {Named(change.Kustomization)} ({Named(clusters)})</summary>\n\n{fence}diff\n{diff}{fence}\n\n</details>\n";
    }

    private static int LongestRun(string text)
    {
        var (longest, run) = (0, 0);
        foreach (var c in text)
        {
            run = c == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }
        return longest;
    }

    private static int Count(IEnumerable<ObjectChange> changes, ChangeKind kind) => changes.Count(c => c.Kind == kind);

    // What is no plain name could be a link, an image or the mention of somebody: as code it is none of them, and entities are no Markdown.
    private static string Named(string text) => Plain().IsMatch(text) ? text : $"<code>{Escaped(text)}</code>";

    private static string Escaped(string text) => string.Concat(text.ReplaceLineEndings(" ").Select(c => char.IsAsciiLetterOrDigit(c) || c is ' ' or '/' or '-' or '.' or ',' || c > '\x7f' ? c.ToString() : $"&#{(int)c};"));

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9 ,./-]*\z")]
    private static partial Regex Plain();
}
