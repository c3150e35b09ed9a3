using System.Collections.Immutable;
using Slipway.Checks.Flux;
using Slipway.Lab.Clouds.Properties;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Flux;

/// <summary>image-reflector-controller's scan of a repository: the tags that were pushed to the lab's registry, and those that the cluster's OCIRepositories name.</summary>
internal sealed class ImageRepositoryReconciler(FluxContext context) : IReconciler
{
    public string Controller => "image-reflector-controller";

    public string ApiVersion => $"{FluxKinds.Image}/v1";

    public string Kind => "ImageRepository";

    public bool IsTriggeredBy(ClusterObject target, ClusterObject changed) => false;

    public Task<Outcome> ReconcileAsync(ClusterObject target, CancellationToken cancellation)
    {
        var tags = Tags(context, target);
        var image = target.Spec.Text("image") ?? "";
        if (context.FaultOf(target.Reference) is { } fault)
            return Task.FromResult(context.Fail(target, target.Status, "ReadOperationFailed", $"scan failed: {fault}", FluxContext.Duration(target.Spec, "interval", TimeSpan.FromMinutes(10))));
        var status = target.Status.With("canonicalImageName", image).With("lastScanResult", PropertyMap.Of(
            ("tagCount", tags.Length), ("scanTime", Conditions.Time(context.Clock.Now)), ("latestTags", PropertyValue.List(tags.Reverse().Take(10).Select(t => (PropertyValue)t)))));
        var before = target.Condition(Conditions.Ready)?.Text("message");
        var message = $"successful scan: found {tags.Length} tags (simulated: what was pushed to the lab's registry, and what the cluster uses)";
        context.SetStatus(target, context.Ready(target, status, isReady: true, "Succeeded", message));
        if (before != message)
            context.Events.Add(target, isError: false, "Succeeded", message);
        return Task.FromResult(Outcome.Done);
    }

    /// <summary>The tags that a repository is known to have.</summary>
    public static ImmutableArray<string> Tags(FluxContext context, ClusterObject repository)
    {
        var image = repository.Spec.Text("image") ?? "";
        var used = context.Session.List($"{FluxKinds.Source}/v1", "OCIRepository").Select(o => o.Map("spec"))
            .Where(o => o.Text("url") == $"oci://{image}").Select(o => o.Map("ref").Text("tag")).OfType<string>();
        return [.. used.Concat(context.Registry.Tags(image)).Distinct(StringComparer.Ordinal)];
    }
}
