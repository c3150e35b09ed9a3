using System.Collections.Immutable;
using Slipway.Checks.Flux;
using Slipway.Lab.Clouds.Kubernetes;
using Slipway.Lab.Clouds.Properties;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Flux;

/// <summary>
/// helm-controller's work: chart and values resolved, installs, upgrades, retries and remediation. The chart is not rendered: a release succeeds unless
/// somebody made it unhealthy, and its messages say that it is simulated. So there is nothing of it that could drift but Helm's own record.
/// </summary>
internal sealed class HelmReleaseReconciler(FluxContext context) : IReconciler
{
    /// <summary>The API version of HelmReleases.</summary>
    public const string Api = $"{FluxKinds.Helm}/v2";

    private const string Simulated = "(simulated: the lab renders no charts)";
    private const int KeptHistory = 5;

    private static readonly TimeSpan DependencyRetry = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan StrategyRetry = TimeSpan.FromMinutes(5);

    public string Controller => "helm-controller";

    public string ApiVersion => Api;

    public string Kind => "HelmRelease";

    public bool IsTriggeredBy(ClusterObject target, ClusterObject changed)
    {
        if (changed.Group == FluxKinds.Source)
        {
            var source = target.Spec.Has("chartRef") ? target.Spec.Map("chartRef") : target.Spec.Map("chart").Map("spec").Map("sourceRef");
            return changed.Reference.Kind == source.Text("kind") && changed.Name == source.Text("name") && changed.Namespace == (source.Text("namespace") ?? target.Namespace);
        }
        if (changed.Reference.Kind == Kind && changed.Group == FluxKinds.Helm)
            return Dependencies.Fails(target, changed);
        return changed.Reference is { ApiVersion: "v1", Kind: "ConfigMap" or "Secret" } && changed.Namespace == target.Namespace && changed.Mark("owner") != "helm"
            && target.Maps("valuesFrom").Any(s => s.Text("kind") == changed.Reference.Kind && s.Text("name") == changed.Name);
    }

    public Task<Outcome> ReconcileAsync(ClusterObject target, CancellationToken cancellation) => Task.FromResult(Reconcile(target));

    private Outcome Reconcile(ClusterObject target)
    {
        var storage = Storage(target);
        if (target.IsDeleting)
        {
            if (!target.IsSuspended && storage.Latest > 0)
            {
                storage.Clear();
                context.Events.Add(target, isError: false, "UninstallSucceeded", $"Helm uninstall succeeded for release {StorageName(target)}");
            }
            context.Session.SetFinalizer(target.Reference, KustomizationReconciler.Finalizer, present: false);
            return Outcome.Done;
        }
        context.Session.SetFinalizer(target.Reference, KustomizationReconciler.Finalizer, present: true);
        try
        {
            if (target.Spec.Has("kubeConfig"))
                throw new LayerException("BuildFailed", "the lab does not know spec.kubeConfig: take it out, or see it in a cluster");
            Impersonation.Check(context, target, Controller, "InstallFailed");
            if (Dependencies.Problem(context, target, revision: null) is { } dependency)
                return context.Fail(target, target.Status, FluxContext.DependencyNotReady, dependency, DependencyRetry);
            return Release(target, storage, HelmChartRef.Of(context, target), HelmValues.Of(context, target));
        }
        catch (LayerException problem)
        {
            return context.Fail(target, target.Status, problem.Reason, problem.Message, DependencyRetry);
        }
    }

    private Outcome Release(ClusterObject target, HelmStorage storage, HelmChartRef chart, PropertyMap values)
    {
        if (context.Session.Find(new ObjectReference("v1", "Namespace", "", Space(target))) is null)
        {
            if (!target.Spec.Map("install").Flag("createNamespace"))
                throw new LayerException("InstallFailed", $"Helm install failed for release {StorageName(target)} with chart {chart}: create: failed to create: namespaces \"{Space(target)}\" not found");
            context.Session.ApplyAs("helm-controller", PropertyMap.Of(("apiVersion", "v1"), ("kind", "Namespace"), ("metadata", PropertyMap.Of(("name", Space(target))))));
        }
        var digest = HelmValues.Digest(values);
        var history = History(target);
        var last = history.FirstOrDefault();
        var isThere = last is not null && storage.Has(last.Integer("version") ?? 0);
        var isWanted = isThere && last is not null && last.Text("status") == "deployed"
            && last.Text("configDigest") == digest && last.Text("chartVersion") == chart.Version && last.Text("chartName") == chart.Name;
        var fault = context.FaultOf(target.Reference);
        if (isWanted && fault is null)
        {
            if (!target.IsReady)
                Succeed(target, target.Status, history, chart, isUpgrade: history.Length > 1);
            return Outcome.Done;
        }
        var isUpgrade = isThere && history.Any(h => h.Text("status") is "deployed" or "superseded");
        var isRetry = target.Status.Text("lastAttemptedConfigDigest") == digest && target.Status.Text("lastAttemptedRevision") == chart.Version
            && target.Status.Integer("lastAttemptedGeneration") == target.Generation;
        var failures = isRetry ? target.Status.Integer(isUpgrade ? "upgradeFailures" : "installFailures") ?? 0 : 0;
        var remediation = Remediation.Of(target, isUpgrade, context);
        if (fault is not null && remediation.IsExhausted(failures))
            return Exhausted(target, isUpgrade, failures);
        var status = target.Status
            .With("lastAttemptedConfigDigest", digest).With("lastAttemptedRevision", chart.Version).With("lastAttemptedGeneration", target.Generation)
            .With("lastAttemptedReleaseAction", isUpgrade ? "upgrade" : "install");
        var number = Math.Max(storage.Latest, last?.Integer("version") ?? 0) + 1;
        var release = PropertyMap.Of(
            ("name", target.Spec.Text("releaseName") ?? target.Name), ("namespace", Space(target)), ("version", number), ("status", fault is null ? "deployed" : "failed"),
            ("chartName", chart.Name), ("chartVersion", chart.Version), ("configDigest", digest), ("lastDeployed", Conditions.Time(context.Clock.Now)));
        storage.Write(number, fault is null ? "deployed" : "failed");
        if (fault is not null)
            return Failed(target, status, [release, .. history], chart, (isUpgrade, failures + 1, fault), remediation, storage);
        ImmutableArray<PropertyMap> kept = [release, .. history.Select(h => h.Text("status") == "deployed" ? h.With("status", "superseded") : h).Take(KeptHistory - 1)];
        Succeed(target, status, kept, chart, isUpgrade);
        context.Events.Add(target, isError: false, isUpgrade ? "UpgradeSucceeded" : "InstallSucceeded", Message(target, kept[0], chart, isUpgrade));
        return Outcome.Done;
    }

    private void Succeed(ClusterObject target, PropertyMap status, ImmutableArray<PropertyMap> history, HelmChartRef chart, bool isUpgrade)
    {
        var (reason, message) = (isUpgrade ? "UpgradeSucceeded" : "InstallSucceeded", Message(target, history[0], chart, isUpgrade));
        status = Conditions.Without(WithHistory(status, history).Without("upgradeFailures").Without("installFailures"), "Remediated");
        status = Conditions.With(status, "Released", true, reason, message, target.Generation, context.Clock.Now);
        context.SetStatus(target, context.Ready(target, status, isReady: true, reason, message));
    }

    private Outcome Failed(
        ClusterObject target, PropertyMap status, ImmutableArray<PropertyMap> history, HelmChartRef chart, (bool IsUpgrade, int Failures, string Fault) attempt, Remediation remediation, HelmStorage storage)
    {
        var verb = attempt.IsUpgrade ? "upgrade" : "install";
        var (reason, message) = (attempt.IsUpgrade ? "UpgradeFailed" : "InstallFailed", $"Helm {verb} failed for release {StorageName(target)} with chart {chart}: {attempt.Fault}");
        status = status.With($"{verb}Failures", attempt.Failures);
        status = Conditions.With(status, "Released", false, reason, message, target.Generation, context.Clock.Now);
        if (remediation.Rollbacks && history.FirstOrDefault(h => h.Text("status") is "deployed" or "superseded") is { } previous)
        {
            var number = (history[0].Integer("version") ?? 0) + 1;
            storage.Write(number, "deployed");
            var rolledBack = $"Helm rollback to previous release {StorageName(target)}.v{previous.Integer("version")} with chart {previous.Text("chartName")}@{previous.Text("chartVersion")} succeeded {Simulated}";
            history = [previous.With("version", number).With("status", "deployed"), .. history.Select(h => h.Text("status") == "deployed" ? h.With("status", "superseded") : h)];
            status = Conditions.With(status, "Remediated", true, "RollbackSucceeded", rolledBack, target.Generation, context.Clock.Now);
            context.Events.Add(target, isError: false, "RollbackSucceeded", rolledBack);
        }
        context.Fail(target, WithHistory(status, history), reason, message, StrategyRetry);
        return Outcome.Retry(StrategyRetry);
    }

    private Outcome Exhausted(ClusterObject target, bool isUpgrade, int failures)
    {
        var message = $"Failed to {(isUpgrade ? "upgrade" : "install")} after {failures} attempt(s)";
        context.SetStatus(target, Conditions.With(target.Status, Conditions.Stalled, true, "RetriesExceeded", message, target.Generation, context.Clock.Now));
        return Outcome.Done;
    }

    private static PropertyMap WithHistory(PropertyMap status, ImmutableArray<PropertyMap> history) =>
        status.With("history", PropertyValue.List(history.Take(KeptHistory).Select(h => (PropertyValue)h)));

    private static ImmutableArray<PropertyMap> History(ClusterObject target) =>
        [.. (target.Status.Find("history")?.AsList ?? []).Select(h => h.AsMap).OfType<PropertyMap>()];

    private static string Message(ClusterObject target, PropertyMap release, HelmChartRef chart, bool isUpgrade) =>
        $"Helm {(isUpgrade ? "upgrade" : "install")} succeeded for release {StorageName(target)}.v{release.Integer("version")} with chart {chart} {Simulated}";

    private HelmStorage Storage(ClusterObject target) => new(context, target.Spec.Text("storageNamespace") ?? Space(target), target.Spec.Text("releaseName") ?? target.Name);

    private static string Space(ClusterObject target) => target.Spec.Text("targetNamespace") ?? target.Namespace;

    private static string StorageName(ClusterObject target) => $"{Space(target)}/{target.Spec.Text("releaseName") ?? target.Name}";
}
