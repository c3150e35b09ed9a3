using System.Globalization;
using System.Text.RegularExpressions;

namespace Slipway.Lab.Flux;

/// <summary>A semantic version (semver.org 2.0), with or without a leading <c>v</c>. It sorts by precedence.</summary>
internal sealed partial record SemanticVersion(long Major, long Minor, long Patch, string PreRelease) : IComparable<SemanticVersion>
{
    /// <summary>Reads a version; null when the text is none.</summary>
    public static SemanticVersion? TryParse(string text) => Form().Match(text) is { Success: true } match
        ? new SemanticVersion(Number(match, 1), Number(match, 2), Number(match, 3), match.Groups[4].Value)
        : null;

    /// <inheritdoc />
    public int CompareTo(SemanticVersion? other)
    {
        if (other is null)
            return 1;
        var numbers = (Major, Minor, Patch).CompareTo((other.Major, other.Minor, other.Patch));
        if (numbers != 0 || PreRelease == other.PreRelease)
            return numbers;
        if (PreRelease.Length == 0 || other.PreRelease.Length == 0)
            return PreRelease.Length == 0 ? 1 : -1;
        var (mine, theirs) = (PreRelease.Split('.'), other.PreRelease.Split('.'));
        return mine.Zip(theirs).Select(p => Compare(p.First, p.Second)).FirstOrDefault(c => c != 0) is var order and not 0 ? order : mine.Length.CompareTo(theirs.Length);
    }

    private static int Compare(string one, string other) =>
        (long.TryParse(one, NumberStyles.None, CultureInfo.InvariantCulture, out var a), long.TryParse(other, NumberStyles.None, CultureInfo.InvariantCulture, out var b)) switch
        {
            (true, true) => a.CompareTo(b),
            (true, false) => -1,
            (false, true) => 1,
            _ => string.CompareOrdinal(one, other),
        };

    private static long Number(Match match, int group) => match.Groups[group].Success ? long.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"\Av?(\d{1,9})(?:\.(\d{1,9}))?(?:\.(\d{1,9}))?(?:-([0-9A-Za-z.-]+))?(?:\+[0-9A-Za-z.-]+)?\z")]
    private static partial Regex Form();
}
