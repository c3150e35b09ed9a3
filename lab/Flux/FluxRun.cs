using System.Collections.Immutable;

namespace Slipway.Lab.Flux;

/// <summary>What came of a reconciliation.</summary>
/// <param name="Status">How everything is.</param>
/// <param name="Events">What the controllers wrote, the oldest first.</param>
/// <param name="Elapsed">How much time passed for the controllers.</param>
/// <param name="UnknownGroups">API groups whose kinds were applied on trust, as the lab knows neither their CRDs nor the chart that brings them.</param>
/// <param name="Impersonations">What was applied as a service account of its own, without looking at what RBAC lets that do.</param>
/// <param name="Fingerprint">Of what it saw in Git and left in the cluster, see <see cref="FluxRuntime.FingerprintAsync(CancellationToken)"/>: a change during the run makes another.</param>
public sealed record FluxRun(
    FluxStatus Status, ImmutableArray<FluxEvent> Events, TimeSpan Elapsed, ImmutableArray<string> UnknownGroups, ImmutableArray<string> Impersonations, string Fingerprint);
