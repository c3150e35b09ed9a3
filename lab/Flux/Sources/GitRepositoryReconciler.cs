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

    public bool IsTriggeredBy(ClusterObject target, ClusterObject changed) => changed.Reference is { ApiVersion: "v1", Kind: "Secret" } && changed.Namespace == target.Namespace
        && (changed.Name == target.Spec.Map("secretRef").Text("name") || changed.Name == target.Spec.Map("verify").Map("secretRef").Text("name"));

    public async Task<Outcome> ReconcileAsync(ClusterObject target, CancellationToken cancellation)
    {
        var status = target.Status;
        try
        {
            if (context.FaultOf(target.Reference) is { } fault)
                throw new FetchException($"failed to checkout and determine revision: {fault}");
            Refuse(target.Spec);
            var (address, commit, revision) = await FetchAsync(target, cancellation).ConfigureAwait(false);
            status = Verified(target, status, await SourceVerification.MessageAsync(context, target, address, commit, cancellation).ConfigureAwait(false));
            var isNew = status.Map("artifact").Text("revision") != revision;
            var message = $"stored artifact for revision '{revision}'";
            if (isNew || !target.IsReady)
            {
                status = status.With("artifact", PropertyMap.Of(
                    ("revision", revision), ("digest", $"sha1:{commit}"), ("lastUpdateTime", Conditions.Time(context.Clock.Now)), ("path", $"gitrepository/{target.Reference.Id}/{commit}")));
                status = target.Spec.Text("ignore") is not { } ignore ? status.Without("observedIgnore") : status.With("observedIgnore", ignore);
                context.SetStatus(target, context.Ready(target, status, isReady: true, "Succeeded", message));
                context.Events.Add(target, isError: false, "NewArtifact", isNew ? $"stored artifact for commit '{commit[..8]}' of {revision[..revision.IndexOf('@', StringComparison.Ordinal)]}" : message);
            }
            return Outcome.Done;
        }
        catch (FetchException problem)
        {
            return Failed(target, status, problem);
        }
    }

    /// <summary>The files of the artifact that a GitRepository has, or null when it has none.</summary>
    public static async Task<FleetRepository?> FilesAsync(FluxContext context, ClusterObject source, CancellationToken cancellation)
    {
        var digest = source.Status.Map("artifact").Text("digest");
        return digest is null
            ? null
            : await context.Git.ArtifactAsync(AddressOf(source), digest["sha1:".Length..], source.Status.Text("observedIgnore"), cancellation).ConfigureAwait(false);
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

    private static void Refuse(PropertyMap spec)
    {
        foreach (var field in (ReadOnlySpan<string>)["include", "proxySecretRef", "recurseSubmodules", "sparseCheckout", "serviceAccountName"])
        {
            if (spec.Has(field))
                throw new FetchException($"the lab does not know spec.{field}: take it out, or see it in a cluster", "Unsupported");
        }
    }

    private PropertyMap Verified(ClusterObject target, PropertyMap status, string? message) => message is null
        ? Conditions.Without(status, SourceVerification.Condition).Without("sourceVerificationMode")
        : Conditions.With(status, SourceVerification.Condition, true, "Succeeded", message, target.Generation, context.Clock.Now)
            .With("sourceVerificationMode", SourceVerification.Mode(target.Spec.Map("verify")));

    private Outcome Failed(ClusterObject target, PropertyMap status, FetchException problem)
    {
        if (problem.Reason is "VerificationError" or "InvalidVerificationMode" or "InvalidGitObject" or "InvalidTagSignature" or "InvalidCommitSignature")
            status = Conditions.With(status, SourceVerification.Condition, false, problem.Reason, problem.Message, target.Generation, context.Clock.Now);
        var outcome = context.Fail(target, status, problem.Reason, problem.Message, FluxContext.Duration(target.Spec, "interval", TimeSpan.FromMinutes(1)));
        if (problem.IsStalled)
        {
            var failed = context.Find(ApiVersion, Kind, target.Namespace, target.Name)!;
            context.SetStatus(target, Conditions.With(failed.Status, Conditions.Stalled, true, problem.Reason, problem.Message, target.Generation, context.Clock.Now));
        }
        return outcome;
    }

    private async Task<(GitAddress Address, string Commit, string Revision)> FetchAsync(ClusterObject target, CancellationToken cancellation)
    {
        var address = Login(context, target);
        var references = await context.Git.ReferencesAsync(address, cancellation).ConfigureAwait(false);
        var (commit, revision) = GitReference.Of(target.Spec.Map("ref")).Resolve(address, references);
        return await context.Git.ArtifactAsync(address, commit, target.Spec.Text("ignore"), cancellation).ConfigureAwait(false) is null
            ? throw new FetchException($"failed to checkout and determine revision: unable to clone '{address.Url}': object not found: {commit}")
            : (address, commit, revision);
    }

    private static bool IsApp(ClusterObject source) => source.Spec.Text("provider") == "github";
}
