using System.Collections.Immutable;

namespace Slipway.EndToEnd.Graphs;

/// <summary>Something that holds for the platform whatever its configuration; gives a line for each place where it does not.</summary>
/// <param name="Name">What holds, as a sentence.</param>
/// <param name="Violations">Where it does not.</param>
internal sealed record Invariant(string Name, Func<ImmutableArray<PlatformGraph>, IEnumerable<string>> Violations)
{
    public override string ToString() => Name;
}
