using System.Collections.Immutable;

namespace Slipway.Stacks.Settings;

/// <summary>A configuration with which nothing can be done; it names every problem.</summary>
public sealed class SettingsException(ImmutableArray<SettingsProblem> problems)
    : RunException(Text(problems))
{
    /// <summary>Every problem, in the order of the settings.</summary>
    public ImmutableArray<SettingsProblem> Problems { get; } = problems;

    private static string Text(ImmutableArray<SettingsProblem> problems) =>
        (problems.Length == 1 ? "The configuration has a problem:" : $"The configuration has {problems.Length} problems:")
        + string.Concat(problems.Select(p => $"{Environment.NewLine}  {p}"));
}
