using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Slipway.Lab.Flux;

/// <summary>A range of semantic versions as Flux reads it (Masterminds/semver): <c>6.x</c>, <c>^1.2</c>, <c>~1.2.3</c>, <c>&gt;=1.0 &lt;2</c>, alternatives by <c>||</c>.</summary>
internal sealed partial class VersionRange
{
    private readonly ImmutableArray<ImmutableArray<Test>> _alternatives;

    private VersionRange(ImmutableArray<ImmutableArray<Test>> alternatives) => _alternatives = alternatives;

    /// <summary>Reads a range; null when it is none.</summary>
    public static VersionRange? Parse(string text)
    {
        var alternatives = ImmutableArray.CreateBuilder<ImmutableArray<Test>>();
        foreach (var alternative in text.Split("||"))
        {
            var rest = Constraint().Replace(alternative, "").Trim(' ', ',');
            var matches = Constraint().Matches(alternative);
            if (rest.Length > 0 || matches.Count == 0)
                return null;
            alternatives.Add([.. matches.SelectMany(Tests)]);
        }
        return new VersionRange(alternatives.ToImmutable());
    }

    /// <summary>The highest of some tags that is a version in the range, or null. Tags that are no versions are passed over, as Flux does.</summary>
    public string? Newest(IEnumerable<string> tags) => tags
        .Select(tag => (Tag: tag, Version: SemanticVersion.TryParse(tag)))
        .Where(t => t.Version is { } version && _alternatives.Any(tests => Holds(tests, version)))
        .OrderBy(t => t.Version!).LastOrDefault().Tag;

    // A pre-release is in a range that names one itself, and in no other.
    private static bool Holds(ImmutableArray<Test> tests, SemanticVersion version) =>
        (version.PreRelease.Length == 0 || tests.Any(t => t.Bound.PreRelease.Length > 0)) && tests.All(t => t.Holds(version));

    private static IEnumerable<Test> Tests(Match match)
    {
        var sign = match.Groups["op"].Value;
        var (major, minor, patch) = (Number(match, "major"), Number(match, "minor"), Number(match, "patch"));
        var from = new SemanticVersion(major ?? 0, minor ?? 0, patch ?? 0, match.Groups["pre"].Value);
        var wide = major is null ? null : minor is null ? new SemanticVersion(major.Value + 1, 0, 0, "") : patch is null ? new SemanticVersion(major.Value, minor.Value + 1, 0, "") : null;
        return sign switch
        {
            ">" => wide is null ? [new Test(">", from)] : [new Test(">=", wide)],
            "<" => [new Test("<", from)],
            ">=" or "=>" => [new Test(">=", from)],
            "<=" or "=<" => wide is null ? [new Test("<=", from)] : [new Test("<", wide)],
            "!=" => [new Test("!=", from)],
            "^" => [new Test(">=", from), .. major is null ? [] : (Test[])[new Test("<", Caret(major.Value, minor, patch))]],
            "~" => [new Test(">=", from), .. major is null ? [] : (Test[])[new Test("<", minor is null ? new SemanticVersion(major.Value + 1, 0, 0, "") : new SemanticVersion(major.Value, minor.Value + 1, 0, ""))]],
            _ => wide is not null ? [new Test(">=", from), new Test("<", wide)] : major is null ? [new Test(">=", from)] : [new Test("=", from)],
        };
    }

    private static SemanticVersion Caret(long major, long? minor, long? patch) => (major, minor, patch) switch
    {
        ( > 0, _, _) or (_, null, _) => new SemanticVersion(major + 1, 0, 0, ""),
        (_, > 0, _) or (_, _, null) => new SemanticVersion(0, minor.Value + 1, 0, ""),
        _ => new SemanticVersion(0, 0, patch.Value + 1, ""),
    };

    private static long? Number(Match match, string group) =>
        long.TryParse(match.Groups[group].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    [GeneratedRegex(@"(?<op>>=|=>|<=|=<|!=|[=<>^~]?)\s*v?(?<major>\d+|[xX*])(\.(?<minor>\d+|[xX*]))?(\.(?<patch>\d+|[xX*]))?(-(?<pre>[0-9A-Za-z.-]+))?(\+[0-9A-Za-z.-]+)?")]
    private static partial Regex Constraint();

    private sealed record Test(string Sign, SemanticVersion Bound)
    {
        public bool Holds(SemanticVersion version) => (Sign, version.CompareTo(Bound)) switch
        {
            (">", var order) => order > 0,
            (">=", var order) => order >= 0,
            ("<", var order) => order < 0,
            ("<=", var order) => order <= 0,
            ("!=", var order) => order != 0,
            (_, var order) => order == 0,
        };
    }
}
