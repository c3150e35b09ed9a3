using System.Collections.Immutable;

namespace Slipway.Checks.Rules;

/// <summary>Rules about ignoring findings: SLW130 to SLW139.</summary>
public static class IgnoreRules
{
    /// <summary>An ignore that says nothing to the reader, or names no rule.</summary>
    public static Rule Unclear { get; } = new("SLW130", Severity.Error, "An ignore names a rule and a reason", "Without the reason nobody dares to remove it, and one with a wrong id ignores nothing.", "Write # slipway: ignore SLW080 and why that is right here.")
    {
        Bad = "# slipway: ignore SLW080\nkind: Secret",
        Good = "# slipway: ignore SLW080 a public test key, see docs/tests.md\nkind: Secret",
    };

    /// <summary>An ignore that ignores nothing.</summary>
    public static Rule Unused { get; } = new("SLW131", Severity.Warning, "An ignore is needed", "What was ignored is gone; the comment would hide the next finding of the kind.", "Remove the comment.");

    /// <summary>All of them by id.</summary>
    public static ImmutableArray<Rule> All { get; } = [Unclear, Unused];
}
