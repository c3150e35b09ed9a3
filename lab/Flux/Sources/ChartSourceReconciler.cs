using System.Security.Cryptography;
using System.Text;
using Slipway.Checks.Flux;
using Slipway.Lab.Clouds.Properties;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Flux;

/// <summary>
/// source-controller's work for registries and repositories of charts. The lab fetches none of them: an exact reference is taken on trust, and a range is
/// resolved among the tags that were pushed to the lab's registry.
/// </summary>
internal sealed class ChartSourceReconciler(FluxContext context, string kind) : IReconciler
{
    /// <summary>What messages about what is simulated end with.</summary>
    public const string Simulated = "(simulated: the lab fetches no charts)";

    public string Controller => "source-controller";

    public string ApiVersion => $"{FluxKinds.Source}/v1";

    public string Kind => kind;

    public bool IsTriggeredBy(ClusterObject target, ClusterObject changed) => false;

    public Task<Outcome> ReconcileAsync(ClusterObject target, CancellationToken cancellation)
    {
        var interval = FluxContext.Duration(target.Spec, "interval", TimeSpan.FromMinutes(10));
        if (context.FaultOf(target.Reference) is { } fault)
            return Task.FromResult(context.Fail(target, target.Status, kind == "OCIRepository" ? "OCIPullFailed" : "IndexationFailed", fault, interval));
        if (kind == "HelmRepository" && target.Spec.Text("type") == "oci")
        {
            // Flux keeps no status for these: it is the charts that are pulled.
            return Task.FromResult(Outcome.Done);
        }
        if (RevisionOf(target) is not { } revision)
        {
            return Task.FromResult(context.Fail(target, target.Status, "OCIPullFailed",
                $"failed to determine artifact digest: no match found for semver: {target.Spec.Map("ref").Text("semver")}; the lab's registry has what was pushed there (slipway lab push-image {Repository(target)} <tag>)", interval));
        }
        if (target.IsReady && target.Status.Map("artifact").Text("revision") == revision)
            return Task.FromResult(Outcome.Done);
        var status = target.Status.With("artifact", PropertyMap.Of(
            ("revision", revision), ("digest", Digest(revision)), ("lastUpdateTime", Conditions.Time(context.Clock.Now)), ("path", $"{kind.ToLowerInvariant()}/{target.Reference.Id}")));
        var message = kind == "OCIRepository" ? $"stored artifact for digest '{revision}' {Simulated}" : $"stored artifact: revision '{revision}' {Simulated}";
        context.SetStatus(target, context.Ready(target, status, isReady: true, "Succeeded", message));
        context.Events.Add(target, isError: false, "NewArtifact", message);
        return Task.FromResult(Outcome.Done);
    }

    private string? RevisionOf(ClusterObject target)
    {
        if (kind == "HelmRepository")
            return Digest(target.Spec.Text("url") ?? "");
        var reference = target.Spec.Map("ref");
        if (reference.Text("digest") is { } digest)
            return $"{reference.Text("tag") ?? "latest"}@{digest}";
        var tag = reference.Text("semver") is { } range ? VersionRange.Parse(range)?.Newest(context.Registry.Tags(Repository(target))) : reference.Text("tag") ?? "latest";
        return tag is null ? null : $"{tag}@{Digest($"{target.Spec.Text("url")}:{tag}")}";
    }

    private static string Repository(ClusterObject target) => (target.Spec.Text("url") ?? "").Replace("oci://", "", StringComparison.Ordinal);

    private static string Digest(string text) => $"sha256:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}";
}
