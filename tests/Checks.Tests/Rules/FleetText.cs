using System.Text.RegularExpressions;

namespace Slipway.Checks.Tests.Rules;

/// <summary>The small fleet with the files of a text: each begins with <c>-- path</c>. A line that ends with <c># &lt;-</c> is where a finding is expected. Its cluster is in production.</summary>
internal sealed partial class FleetText
{
    private readonly List<(string Path, string Content)> _files;

    public FleetText(string text)
    {
        _files = [.. text.ReplaceLineEndings("\n").Split("\n-- ").Select(f => f.Split('\n', 2)).Select(f => (f[0].TrimStart('-', ' '), f[1].TrimEnd('\n') + "\n"))];
        Marked = [.. _files.SelectMany(f => f.Content.Split('\n').Index().Where(l => Mark().IsMatch(l.Item)).Select(l => $"{f.Path}:{l.Index + 1}")).Order(StringComparer.Ordinal)];
    }

    /// <summary>Where findings are expected, as <c>file:line</c>.</summary>
    public string[] Marked { get; }

    /// <summary>What is found, as <c>rule file:line</c>.</summary>
    public string[] Findings() => [.. new SmallFleet([.. _files]) { Options = new() { Production = ["dev"] } }.Findings().Order(StringComparer.Ordinal)];

    [GeneratedRegex("# <-$")]
    private static partial Regex Mark();
}
