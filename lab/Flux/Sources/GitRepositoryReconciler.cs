using Slipway.Checks.Flux;
using Slipway.Lab.Clouds.Properties;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Flux;

/// <summary>source-controller's work for GitRepositories: fetched with the credential that the cluster holds.</summary>
internal sealed class GitRepositoryReconciler(FluxContext context) : IReconciler
{
    public string Controller => "source-controller";

    public string ApiVersion => $"{FluxKinds.Source}/v1";

    public string Kind => "GitRepository";

    public bool IsTriggeredBy(ClusterObject target, ClusterObject changed) =>
        changed.Reference is { ApiVersion: "v1", Kind: "Secret" } && changed.Namespace == target.Namespace && changed.Name == target.Spec.Map("secretRef").Text("name");

    public async Task<Outcome> ReconcileAsync(ClusterObject target, CancellationToken cancellation)
    {
        var status = target.Status;
        try
        {
            if (context.FaultOf(target.Reference) is { } fault)
                throw new FetchException($"failed to checkout and determine revision: {fault}");
            foreach (var field in (ReadOnlySpan<string>)["verify", "include", "proxySecretRef"])
            {
                if (target.Spec.Has(field))
                    throw new FetchException($"the lab does not know spec.{field}: take it out, or see it in a cluster", "Unsupported");
            }
            var (commit, revision) = await FetchAsync(target, cancellation).ConfigureAwait(false);
            var isNew = status.Map("artifact").Text("revision") != revision;
            var message = $"stored artifact for revision '{revision}'";
            if (isNew || !target.IsReady)
            {
                status = status.With("artifact", PropertyMap.Of(
                    ("revision", revision), ("digest", $"sha1:{commit}"), ("lastUpdateTime", Conditions.Time(context.Clock.Now)), ("path", $"gitrepository/{target.Reference.Id}/{commit}")));
                context.SetStatus(target, context.Ready(target, status, isReady: true, "Succeeded", message));
                context.Events.Add(target, isError: false, "NewArtifact", isNew ? $"stored artifact for commit '{commit[..8]}' of {revision[..revision.IndexOf('@', StringComparison.Ordinal)]}" : message);
            }
            return Outcome.Done;
        }
        catch (FetchException problem)
        {
            return context.Fail(target, status, problem.Reason, problem.Message, FluxContext.Duration(target.Spec, "interval", TimeSpan.FromMinutes(1)));
        }
    }

    /// <summary>The files of the artifact that a GitRepository has, or null when it has none.</summary>
    public static async Task<FleetRepository?> FilesAsync(FluxContext context, ClusterObject source, CancellationToken cancellation)
    {
        var digest = source.Status.Map("artifact").Text("digest");
        return digest is null ? null : await context.Git.CommitAsync(AddressOf(source), digest["sha1:".Length..], cancellation).ConfigureAwait(false);
    }

    /// <summary>The repository of a GitRepository.</summary>
    /// <exception cref="FetchException">The lab does not reach it.</exception>
    public static GitAddress AddressOf(ClusterObject source) => GitAddress.Parse(source.Spec.Text("url") ?? "", IsApp(source));

    /// <summary>Logs in to the repository of a GitRepository.</summary>
    /// <exception cref="FetchException">The credential does not open it.</exception>
    public static GitAddress Login(FluxContext context, ClusterObject source, bool writes = false)
    {
        var address = AddressOf(source);
        var secretName = source.Spec.Map("secretRef").Text("name") ?? "";
        var secret = context.Find("v1", "Secret", source.Namespace, secretName);
        GitLogin.Check(context.Git.GitHub, address, IsApp(source), source.Namespace, secretName, secret is null ? null : secret.Manifest.Find("data")?.AsMap ?? PropertyMap.Empty, writes);
        return address;
    }

    private async Task<(string Commit, string Revision)> FetchAsync(ClusterObject target, CancellationToken cancellation)
    {
        var address = Login(context, target);
        var references = await context.Git.ReferencesAsync(address, cancellation).ConfigureAwait(false);
        var found = GitReference.Of(target.Spec.Map("ref")).Resolve(address, references);
        return await context.Git.CommitAsync(address, found.Commit, cancellation).ConfigureAwait(false) is null
            ? throw new FetchException($"failed to checkout and determine revision: unable to clone '{address.Url}': object not found: {found.Commit}")
            : found;
    }

    private static bool IsApp(ClusterObject source) => source.Spec.Text("provider") == "github";
}
