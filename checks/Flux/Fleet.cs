using System.Collections.Immutable;

namespace Slipway.Checks.Flux;

/// <summary>What Flux would make of the repositories of a fleet. It is what lints, comparisons and the lab look at.</summary>
/// <param name="Repositories">The repositories at hand.</param>
/// <param name="Clusters">The clusters, by repository and name.</param>
/// <param name="Sources">The YAML files of the repositories that may be objects, whether a cluster uses them or not.</param>
public sealed record Fleet(ImmutableArray<FleetRepository> Repositories, ImmutableArray<Cluster> Clusters, ImmutableArray<FleetSource> Sources);
