using System.Collections.Immutable;
using Slipway.Checks.Flux;
using Slipway.Components.Layers;
using Slipway.Lab.Clouds.Kubernetes;
using Slipway.Lab.Clouds.Properties;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Flux;

/// <summary>kustomize-controller's work: build, decrypt, substitute, apply, prune, wait for health.</summary>
internal sealed class KustomizationReconciler(FluxContext context) : IReconciler
{
    /// <summary>The finalizer of everything that Flux cleans up after.</summary>
    public const string Finalizer = "finalizers.fluxcd.io";

    private static readonly TimeSpan SourceRetry = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan DependencyRetry = TimeSpan.FromSeconds(5);

    private readonly Dictionary<ObjectReference, Waiting> _waiting = [];

    public string Controller => "kustomize-controller";

    public string ApiVersion => $"{FluxKinds.Kustomize}/v1";

    public string Kind => "Kustomization";

    public bool IsTriggeredBy(ClusterObject target, ClusterObject changed)
    {
        if (changed.Group == FluxKinds.Source)
        {
            var source = target.Spec.Map("sourceRef");
            return changed.Reference.Kind == source.Text("kind") && changed.Name == source.Text("name") && changed.Namespace == (source.Text("namespace") ?? target.Namespace)
                && changed.Status.Map("artifact").Text("revision") != target.Status.Text("lastAttemptedRevision");
        }
        if (changed.Reference.Kind == Kind && changed.Group == FluxKinds.Kustomize)
            return Dependencies.Fails(target, changed);
        return changed.Reference is { ApiVersion: "v1", Kind: "ConfigMap" or "Secret" } && changed.Namespace == target.Namespace
            && (changed.Mark("reconcile.fluxcd.io/watch") == "Enabled" || WatchesAll && changed.Mark("owner") != "helm")
            && (target.Spec.Map("postBuild").Find("substituteFrom")?.AsList ?? []).Any(s => s.AsMap is { } from
                && from.Text("kind") == changed.Reference.Kind && from.Text("name") == changed.Name);
    }

    private bool WatchesAll => ControllerArguments.Value(context.Session, Controller, "--watch-configs-label-selector") is "owner!=helm";

    public async Task<Outcome> ReconcileAsync(ClusterObject target, CancellationToken cancellation)
    {
        if (target.IsDeleting)
            return Finish(target);
        context.Session.SetFinalizer(target.Reference, Finalizer, present: true);
        var retry = FluxContext.Duration(target.Spec, "retryInterval", FluxContext.Duration(target.Spec, "interval", TimeSpan.FromMinutes(10)));
        var status = target.Status;
        try
        {
            Refuse(target, "kubeConfig");
            Refuse(target, "ignore");
            Impersonation.Check(context, target, Controller, "ReconciliationFailed");
            var (files, revision) = await SourceAsync(target, cancellation).ConfigureAwait(false);
            if (Dependencies.Problem(context, target, revision) is { } dependency)
                return context.Fail(target, status, FluxContext.DependencyNotReady, dependency, DependencyRetry);
            if (_waiting.TryGetValue(target.Reference, out var waiting) && !waiting.IsFor(target, revision)
                && context.Clock.Now < waiting.Deadline && !ControllerArguments.HasFeature(context.Session, Controller, "CancelHealthCheckOnNewRevision"))
            {
                return Outcome.Wait(waiting.Deadline - context.Clock.Now);
            }
            if (waiting?.IsFor(target, revision) != true)
            {
                status = status.With("lastAttemptedRevision", revision);
                waiting = Apply(target, ref status, LayerBuild.Of(context, target, files), revision);
            }
            return Health(target, status, waiting, retry);
        }
        catch (LayerException problem)
        {
            _waiting.Remove(target.Reference);
            var outcome = context.Fail(target, status, problem.Reason, problem.Message, problem.Reason is "ArtifactFailed" or FluxContext.DependencyNotReady ? SourceRetry : retry);
            if (problem.IsStalled)
            {
                var stalled = context.Find(ApiVersion, Kind, target.Namespace, target.Name)!;
                context.SetStatus(target, Conditions.With(stalled.Status, Conditions.Stalled, true, problem.Reason, problem.Message, target.Generation, context.Clock.Now));
            }
            return outcome;
        }
    }

    private Waiting Apply(ClusterObject target, ref PropertyMap status, ImmutableArray<Checks.Yaml.YamlMap> objects, string revision)
    {
        var set = new ApplySet(context, target);
        ImmutableArray<ObjectReference> applied;
        try
        {
            applied = set.Apply(objects);
            if (target.Spec.Flag("prune"))
                set.Prune(Inventory.Of(status).Except(applied));
            status = Inventory.With(status, applied);
        }
        finally
        {
            if (set.Changes.Count > 0)
                context.Events.Add(target, isError: false, "Progressing", string.Join('\n', set.Changes));
        }
        var timeout = FluxContext.Duration(target.Spec, "timeout", FluxContext.Duration(target.Spec, "interval", TimeSpan.FromMinutes(10)));
        return _waiting[target.Reference] = new Waiting(revision, target.Generation, Checked(target, applied), context.Clock.Now, timeout);
    }

    private static ImmutableArray<ObjectReference> Checked(ClusterObject target, ImmutableArray<ObjectReference> applied) => target.Spec.Flag("wait")
        ? applied
        : [.. target.Maps("healthChecks").Select(c => new ObjectReference(c.Text("apiVersion") ?? "", c.Text("kind") ?? "", c.Text("namespace") ?? "", c.Text("name") ?? ""))];

    private Outcome Health(ClusterObject target, PropertyMap status, Waiting waiting, TimeSpan retry)
    {
        if (context.FaultOf(target.Reference) is { } fault)
            throw new LayerException("HealthCheckFailed", $"health check failed after 0s: {fault}");
        var expressions = target.Maps("healthCheckExprs");
        var states = waiting.Objects.Select(o => (Object: o, State: ObjectHealth.Of(context, o, expressions))).Where(o => o.State != ObjectHealth.Current).ToList();
        var passed = context.Clock.Now - waiting.Since;
        var failed = states.Where(s => s.State == ObjectHealth.Failed).ToList();
        if (failed.Count > 0)
            return Unhealthy(target, status, $"health check failed after {FluxDuration.Text(passed)}: failed early due to stalled resources: {Shown(failed)}", retry);
        if (states.Count > 0 && context.Clock.Now >= waiting.Deadline)
            return Unhealthy(target, status, $"health check failed after {FluxDuration.Text(waiting.Timeout)}: timeout waiting for: {Shown(states)}", retry);
        if (states.Count > 0)
        {
            var message = $"Running health checks for revision {waiting.Revision} with a timeout of {FluxDuration.Text(waiting.Timeout)}";
            var progressing = Conditions.With(status, Conditions.Ready, null, "Progressing", "Reconciliation in progress", target.Generation, context.Clock.Now);
            context.SetStatus(target, Conditions.With(progressing, Conditions.Reconciling, true, "Progressing", message, target.Generation, context.Clock.Now));
            return Outcome.Wait(waiting.Deadline - context.Clock.Now);
        }
        _waiting.Remove(target.Reference);
        return Succeed(target, status, waiting, passed);
    }

    private Outcome Succeed(ClusterObject target, PropertyMap status, Waiting waiting, TimeSpan passed)
    {
        var isNews = status.Text("lastAppliedRevision") != waiting.Revision || !target.IsReady;
        status = status.With("lastAppliedRevision", waiting.Revision);
        if (!waiting.Objects.IsEmpty)
            status = Conditions.With(status, Conditions.Healthy, true, "Succeeded", $"Health check passed in {FluxDuration.Text(passed)}", target.Generation, context.Clock.Now);
        context.SetStatus(target, context.Ready(target, status, isReady: true, "ReconciliationSucceeded", $"Applied revision: {waiting.Revision}"));
        if (isNews)
            context.Events.Add(target, isError: false, "ReconciliationSucceeded", $"Reconciliation finished in {FluxDuration.Text(passed)}, next run in {target.Spec.Text("interval")}");
        return Outcome.Done;
    }

    private Outcome Unhealthy(ClusterObject target, PropertyMap status, string message, TimeSpan retry)
    {
        _waiting.Remove(target.Reference);
        var unhealthy = Conditions.With(status, Conditions.Healthy, false, "HealthCheckFailed", message, target.Generation, context.Clock.Now);
        return context.Fail(target, unhealthy, "HealthCheckFailed", message, retry);
    }

    /// <summary>The files and the revision of the source.</summary>
    private async Task<(FleetRepository Files, string Revision)> SourceAsync(ClusterObject target, CancellationToken cancellation)
    {
        var reference = target.Spec.Map("sourceRef");
        if (reference.Text("kind") is not "GitRepository")
            throw new LayerException("ArtifactFailed", $"the lab has no artifacts of kind {reference.Text("kind")}: use a GitRepository, or see it in a cluster");
        var source = context.Source(reference, target.Namespace)
            ?? throw new LayerException("ArtifactFailed", $"gitrepositories.{FluxKinds.Source} \"{reference.Text("name")}\" not found");
        if (source.Status.Map("artifact").Text("revision") is not { } revision)
            throw new LayerException(FluxContext.DependencyNotReady, "Source artifact not found, retrying in 30s");
        try
        {
            return (await GitRepositoryReconciler.FilesAsync(context, source, cancellation).ConfigureAwait(false)
                ?? throw new LayerException("ArtifactFailed", $"Source artifact not found: {revision} is gone from {source.Spec.Text("url")}"), revision);
        }
        catch (FetchException problem)
        {
            throw new LayerException("ArtifactFailed", problem.Message);
        }
    }

    /// <summary>Cleans up after a Kustomization that was deleted.</summary>
    private Outcome Finish(ClusterObject target)
    {
        var policy = target.Spec.Text("deletionPolicy") ?? "MirrorPrune";
        if (!target.IsSuspended && (policy is "Delete" or "WaitForTermination" || policy == "MirrorPrune" && target.Spec.Flag("prune")))
        {
            var set = new ApplySet(context, target);
            set.Prune(Inventory.Of(target.Status));
            if (set.Changes.Count > 0)
                context.Events.Add(target, isError: false, "ReconciliationSucceeded", string.Join('\n', set.Changes));
        }
        context.Session.SetFinalizer(target.Reference, Finalizer, present: false);
        return Outcome.Done;
    }

    private static void Refuse(ClusterObject target, string field)
    {
        if (target.Spec.Has(field))
            throw new LayerException("BuildFailed", $"the lab does not know spec.{field}: take it out, or see it in a cluster", isStalled: true);
    }

    private static string Shown(IEnumerable<(ObjectReference Object, string State)> states) =>
        $"[{string.Join(", ", states.Select(s => $"{s.Object.Kind}/{s.Object.Id} status: '{s.State}'"))}]";

    /// <summary>What was applied and is waited for.</summary>
    private sealed record Waiting(string Revision, int Generation, ImmutableArray<ObjectReference> Objects, DateTimeOffset Since, TimeSpan Timeout)
    {
        public DateTimeOffset Deadline => Since + Timeout;

        public bool IsFor(ClusterObject target, string revision) => Revision == revision && Generation == target.Generation;
    }
}
