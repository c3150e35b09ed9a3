using System.Collections.Immutable;

namespace Slipway.Checks;

/// <summary>What a check found.</summary>
/// <param name="Files">How many files were read.</param>
/// <param name="Objects">How many objects they held.</param>
/// <param name="Findings">What is wrong, by file and place.</param>
public sealed record CheckReport(int Files, int Objects, ImmutableArray<Finding> Findings);
