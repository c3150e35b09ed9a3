using System.Text.RegularExpressions;

namespace Slipway.Components.Promotion;

/// <summary>
/// What the message of a release tag records. Both repositories' tags carry the same record, so one of them alone tells where the other belongs: it is
/// the journal by which an interrupted promotion is completed or undone.
/// </summary>
/// <param name="Release">What was released.</param>
/// <param name="From">The environment that ran the commits.</param>
/// <param name="By">Who promoted: name and address.</param>
/// <param name="Commits">The commits.</param>
public sealed partial record PromotionRecord(Release Release, string From, string By, FleetPair<string> Commits)
{
    /// <summary>The message.</summary>
    public string Message => $"""
        {Release.Environment} v{Release.Version}

        What {From} ran, released to {Release.Environment}.

        Release: {Release.Tag}
        From: {From}
        By: {By}
        Infrastructure: {Commits.Infrastructure}
        Apps: {Commits.Apps}

        """.ReplaceLineEndings("\n");

    /// <summary>Reads a tag's message.</summary>
    /// <param name="environment">The environment whose release it would be.</param>
    /// <param name="message">The message; a signature below the record is passed over.</param>
    /// <returns>The record; null when the message is none.</returns>
    public static PromotionRecord? TryParse(string environment, string message)
    {
        var match = Form().Match(message);
        return match.Success && Release.TryParse(environment, $"refs/tags/{match.Groups["tag"].Value}") is { Version: not null } release
            ? new(release, match.Groups["from"].Value, match.Groups["by"].Value, new(match.Groups["infrastructure"].Value, match.Groups["apps"].Value))
            : null;
    }

    /// <summary>Whether another record says the same, whoever wrote it.</summary>
    public bool Agrees(PromotionRecord other) => Release == other.Release && From == other.From && Commits == other.Commits;

    [GeneratedRegex(@"^Release: (?<tag>\S+)\nFrom: (?<from>\S+)\nBy: (?<by>[^\n]*)\nInfrastructure: (?<infrastructure>[0-9a-f]{40})\nApps: (?<apps>[0-9a-f]{40})$", RegexOptions.Multiline)]
    private static partial Regex Form();
}
