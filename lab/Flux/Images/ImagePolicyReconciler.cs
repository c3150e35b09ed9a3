using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Slipway.Checks.Flux;
using Slipway.Lab.Clouds.Properties;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Flux;

/// <summary>image-reflector-controller's choice of the latest tag of a repository.</summary>
internal sealed class ImagePolicyReconciler(FluxContext context) : IReconciler
{
    public string Controller => "image-reflector-controller";

    public string ApiVersion => $"{FluxKinds.Image}/v1";

    public string Kind => "ImagePolicy";

    public bool IsTriggeredBy(ClusterObject target, ClusterObject changed) => changed.Reference.Kind == "ImageRepository" && changed.Group == FluxKinds.Image
        && changed.Name == target.Spec.Map("imageRepositoryRef").Text("name");

    public Task<Outcome> ReconcileAsync(ClusterObject target, CancellationToken cancellation) => Task.FromResult(Reconcile(target));

    private Outcome Reconcile(ClusterObject target)
    {
        var reference = target.Spec.Map("imageRepositoryRef");
        var (space, name) = (reference.Text("namespace") ?? target.Namespace, reference.Text("name") ?? "");
        var retry = FluxContext.Duration(target.Spec, "interval", TimeSpan.FromMinutes(10));
        if (context.Find(ApiVersion, "ImageRepository", space, name) is not { } repository)
            return context.Fail(target, target.Status, FluxContext.DependencyNotReady, $"referenced ImageRepository '{space}/{name}' does not exist", retry);
        if (!repository.IsReady)
            return context.Fail(target, target.Status, FluxContext.DependencyNotReady, $"referenced ImageRepository '{space}/{name}' has not been scanned yet", retry);
        if (Latest(target.Spec, ImageRepositoryReconciler.Tags(context, repository)) is not { } latest)
            return context.Fail(target, target.Status, "Failure", "version list argument cannot be empty: no tag of the repository is one that the policy takes", retry);
        var image = repository.Spec.Text("image") ?? "";
        var before = target.Status.Map("latestRef").Text("tag");
        var message = $"Latest image tag for {image} resolved to {latest}" + (before is null || before == latest ? "" : $" (previously {image}:{before})");
        if (before == latest && target.IsReady)
            return Outcome.Done;
        context.SetStatus(target, context.Ready(target, target.Status.With("latestRef", PropertyMap.Of(("name", image), ("tag", latest))), isReady: true, "Succeeded", message));
        context.Events.Add(target, isError: false, "Succeeded", message);
        return Outcome.Done;
    }

    private static string? Latest(PropertyMap spec, ImmutableArray<string> tags)
    {
        var filter = spec.Map("filterTags");
        var candidates = tags.Select(tag => (Tag: tag, Value: Extracted(filter, tag))).Where(t => t.Value is not null).Select(t => (t.Tag, Value: t.Value!)).ToList();
        var policy = spec.Map("policy");
        if (policy.Map("semver").Text("range") is { } range)
        {
            var newest = VersionRange.Parse(range)?.Newest(candidates.Select(c => c.Value));
            return candidates.Find(c => c.Value == newest).Tag;
        }
        var isNumerical = policy.Has("numerical");
        var sorted = isNumerical
            ? candidates.Where(c => double.TryParse(c.Value, CultureInfo.InvariantCulture, out _)).OrderBy(c => double.Parse(c.Value, CultureInfo.InvariantCulture)).ToList()
            : [.. candidates.OrderBy(c => c.Value, StringComparer.Ordinal)];
        var order = policy.Map(isNumerical ? "numerical" : "alphabetical").Text("order");
        return order == "desc" ? sorted.FirstOrDefault().Tag : sorted.LastOrDefault().Tag;
    }

    private static string? Extracted(PropertyMap filter, string tag)
    {
        if (filter.Text("pattern") is not { Length: > 0 } pattern)
            return tag;
        // Go writes named groups with a P.
        var match = Regex.Match(tag, pattern.Replace("(?P<", "(?<", StringComparison.Ordinal), RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
        return !match.Success ? null : filter.Text("extract") is { Length: > 0 } extract ? match.Result(extract) : tag;
    }
}
