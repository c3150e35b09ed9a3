using System.Collections.Immutable;

namespace Slipway.Bench;

/// <summary>Something that <c>bench/run</c> measures.</summary>
/// <param name="Name">What is typed after <c>bench/run</c>.</param>
/// <param name="Summary">What is measured and what a size counts, in one line of the help.</param>
/// <param name="Sizes">The sizes measured when none is given; empty where there is nothing to size.</param>
/// <param name="RunAsync">Measures at these sizes, smallest first.</param>
internal sealed record Subject(string Name, string Summary, ImmutableArray<int> Sizes, Func<ImmutableArray<int>, Task<Table>> RunAsync);
