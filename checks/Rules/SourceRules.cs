using System.Collections.Immutable;
using Slipway.Checks.Rules.Sources;

namespace Slipway.Checks.Rules;

/// <summary>Rules about sources: SLW060 to SLW069.</summary>
public static class SourceRules
{
    /// <summary>A source whose repository is not at hand.</summary>
    public static Rule NotAtHand { get; } = new("SLW060", Severity.Note, "The repositories of sources are at hand", "What a source brings is not checked when its repository is not there.", "Check it out beside this one, or name its folder with --source name=path.");

    /// <summary>All of them by id.</summary>
    public static ImmutableArray<Rule> All { get; } = [NotAtHand, SourceLint.Missing, SourceLint.OtherKind, SourceLint.OtherNamespace, WatchedLint.Rule];
}
