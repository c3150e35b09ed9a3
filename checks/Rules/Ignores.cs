using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using Slipway.Checks.Flux;
using Slipway.Checks.Kustomize;
using Slipway.Checks.Yaml;

namespace Slipway.Checks.Rules;

/// <summary>Takes out the findings that a comment on the line above says are right: <c># slipway: ignore SLW080 a public test key</c>.</summary>
internal static partial class Ignores
{
    private static readonly byte[] Mark = "slipway:"u8.ToArray();

    private sealed record Ignore(YamlPlace Place, string RuleId, string Reason)
    {
        public bool IsUsed { get; set; }
    }

    /// <summary>The report on a fleet, what is ignored set apart, and what is wrong with the ignoring added.</summary>
    public static CheckReport Apply(Fleet fleet, ImmutableArray<Finding> findings)
    {
        var found = fleet.Repositories.SelectMany(r => r.Tree.Loaded.SelectMany(f => In(r.Tree, f.Key))).ToList();
        var clear = found.Where(i => i.Reason.Length > 0 && RuleCatalog.Find(i.RuleId) is not null)
            .GroupBy(i => (i.Place.File, i.Place.Line + 1, i.RuleId)).ToDictionary(g => g.Key, g => g.First());
        var left = new FindingList();
        var ignored = ImmutableArray.CreateBuilder<Finding>();
        var kept = ImmutableArray.CreateBuilder<Finding>();
        foreach (var finding in findings)
        {
            if (clear.TryGetValue((finding.Place.File, finding.Place.Line, finding.Rule.Id), out var ignore))
            {
                ignore.IsUsed = true;
                ignored.Add(finding);
            }
            else
                kept.Add(finding);
        }
        foreach (var ignore in found)
        {
            if (RuleCatalog.Find(ignore.RuleId) is null)
                left.Add(IgnoreRules.Unclear, ignore.Place, ignore.RuleId.Length == 0 ? "this ignore names no rule" : $"there is no rule '{ignore.RuleId}'");
            else if (ignore.Reason.Length == 0)
                left.Add(IgnoreRules.Unclear, ignore.Place, $"this ignore of {ignore.RuleId} has no reason");
            else if (!ignore.IsUsed)
                left.Add(IgnoreRules.Unused, ignore.Place, $"no {ignore.RuleId} is found on the next line");
        }
        var all = kept.Concat(left.ToImmutable()).OrderBy(f => f.Place.File, StringComparer.Ordinal).ThenBy(f => f.Place.Line).ThenBy(f => f.Place.Column);
        return new CheckReport(fleet, [.. all], ignored.ToImmutable());
    }

    private static IEnumerable<Ignore> In(FleetTree tree, string path)
    {
        byte[] content;
        try
        {
            content = tree.Bytes(path);
        }
        catch (FleetAccessException)
        {
            // That it cannot be read is a finding already.
            return [];
        }
        return content.AsSpan().IndexOf(Mark) < 0 ? [] : In(tree.PlaceOf(path).File, Encoding.UTF8.GetString(content));
    }

    private static IEnumerable<Ignore> In(string file, string text)
    {
        foreach (var (at, line) in text.Split('\n').Index())
        {
            if (Comment().Match(line) is { Success: true } match)
                yield return new Ignore(new YamlPlace(file, at + 1, match.Groups["hash"].Index + 1), match.Groups["rule"].Value, match.Groups["reason"].Value.Trim());
        }
    }

    [GeneratedRegex(@"^\s*(?<hash>#)\s*slipway:\s*ignore\b\s*(?<rule>\S*)(?<reason>.*)$", RegexOptions.CultureInvariant)]
    private static partial Regex Comment();
}
