using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Slipway.Checks.Flux;
using Slipway.Lab.Clouds;
using Slipway.Lab.Clouds.Properties;

namespace Slipway.Lab.Flux;

/// <summary>
/// Flux in a cluster of the lab: what its controllers would do, from what is really in the cluster, as a deterministic loop over a virtual clock. Nothing runs
/// between calls: a call looks at every object once, as if its interval had passed or somebody had asked for it, and goes on until all has come to rest.
/// </summary>
/// <param name="clouds">The clouds.</param>
/// <param name="cluster">The cluster's name.</param>
public sealed class FluxRuntime(LabProviderHost clouds, string cluster)
{
    /// <summary>Reconciles everything.</summary>
    /// <returns>What came of it; null when the cluster has no Flux.</returns>
    /// <exception cref="FluxInstallException">The FluxInstance cannot be installed.</exception>
    public async Task<FluxRun?> ReconcileAsync(CancellationToken cancellation)
    {
        using var session = await clouds.Kubernetes.OpenAsync(cluster, cancellation).ConfigureAwait(false);
        var start = EventLog.Last(session) is { } last && last > DateTimeOffset.UtcNow ? last : DateTimeOffset.UtcNow;
        var clock = new VirtualClock(start);
        session.Now = () => clock.Now;
        var context = new FluxContext(session, clock, clouds.GitHub, clouds.Aws, clouds.Registry);
        if (!new FluxInstall(context).Run())
            return null;
        context.Events.Forget();
        await new ReconcileLoop(context,
        [
            new GitRepositoryReconciler(context),
            new ChartSourceReconciler(context, "OCIRepository"),
            new ChartSourceReconciler(context, "HelmRepository"),
            new ImageRepositoryReconciler(context),
            new ImagePolicyReconciler(context),
            new ImageUpdateAutomationReconciler(context),
            new ReceiverReconciler(context),
            new HelmReleaseReconciler(context),
            new KustomizationReconciler(context),
        ]).RunAsync(cancellation).ConfigureAwait(false);
        return new FluxRun(
            StatusOf(session.All), [.. context.Events.Written], clock.Now - start, [.. context.UnknownGroups], [.. context.Impersonations],
            await FingerprintAsync(context.Git, session.All, cancellation).ConfigureAwait(false));
    }

    /// <summary>How the objects of Flux are, without doing anything; null when the cluster has no Flux.</summary>
    public FluxStatus? Status()
    {
        var objects = clouds.Kubernetes.List(cluster).ToList();
        return objects.Exists(o => new ClusterObject(o).Reference is { Kind: "FluxInstance" }) ? StatusOf(objects) : null;
    }

    /// <summary>The events of the last hour, the oldest first.</summary>
    public ImmutableArray<FluxEvent> Events() => EventLog.Of(clouds.Kubernetes.List(cluster, "v1", "Event"));

    /// <summary>A text that is another one when something that Flux looks at has changed: a reference of a repository, or an object of the cluster.</summary>
    public Task<string> FingerprintAsync(CancellationToken cancellation) => FingerprintAsync(new GitStore(clouds.GitHub), clouds.Kubernetes.List(cluster), cancellation);

    private static async Task<string> FingerprintAsync(GitStore git, IEnumerable<Wire.PropertyMap> manifests, CancellationToken cancellation)
    {
        var objects = manifests.Select(o => new ClusterObject(o)).OrderBy(o => o.ToString(), StringComparer.Ordinal).ToList();
        var print = new StringBuilder();
        foreach (var o in objects)
            print.Append(o).Append(' ').Append(o.Manifest.Map("metadata").Text("resourceVersion")).Append('\n');
        foreach (var source in objects.Where(o => o.Reference.Kind == "GitRepository" && o.Group == FluxKinds.Source))
        {
            try
            {
                foreach (var (reference, commit) in await git.ReferencesAsync(GitRepositoryReconciler.AddressOf(source), cancellation).ConfigureAwait(false))
                    print.Append(reference).Append(' ').Append(commit).Append('\n');
            }
            catch (FetchException)
            {
                // What cannot be reached does not change either.
            }
        }
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(print.ToString())));
    }

    private static FluxStatus StatusOf(IEnumerable<Wire.PropertyMap> objects) =>
        FluxStatus.Of(objects.Select(o => new ClusterObject(o)).Where(o => o.IsFlux || o.Group == FluxKinds.Operator));
}
