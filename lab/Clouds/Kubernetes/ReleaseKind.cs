using System.Text.RegularExpressions;
using Slipway.Lab.Clouds.Properties;
using Slipway.Lab.Clouds.Schema;
using Slipway.Lab.Engine.Providers;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Clouds.Kubernetes;

/// <summary>
/// <c>helm.Release</c>: recorded with chart, version and values as an object <c>helm.sh/v3 Release</c>. The lab fetches and renders no
/// chart, and says so in the release's description.
/// </summary>
internal sealed partial class ReleaseKind(ClusterConnection connection) : ResourceKind
{
    private const string ApiVersion = "helm.sh/v3";
    private const string Description = "Recorded by the lab, which fetches and renders no chart";
    private const int MaxNameLength = 53;

    public override IEnumerable<CheckFailure> Check(PropertyMap inputs)
    {
        var repository = inputs.Map("repositoryOpts").Text("repo");
        var isRepositoryUnknown = inputs.ContainsKey("repositoryOpts") && inputs["repositoryOpts"].ContainsUnknowns;
        if (inputs.Text("chart") is { } chart && !isRepositoryUnknown && ChartProblem(chart, repository) is { } problem)
            yield return problem;
        if (inputs.Find("version") is null)
            yield return new CheckFailure("version", "is missing: a release without a chart version changes by itself; give an exact one such as 1.2.3");
        else if (inputs.Text("version") is { } version && !SemVer().IsMatch(version))
            yield return new CheckFailure("version", $"'{version}' is not an exact semantic version such as 1.2.3");
        if (inputs.Text("name") is { } name && (name.Length > MaxNameLength || ObjectName.LabelProblemOf(name) is not null))
            yield return new CheckFailure("name", $"'{name}' is not a release name: up to {MaxNameLength} lower case letters, digits and '-'");
        if (inputs.Text("namespace") is { Length: > 0 } space && ObjectName.LabelProblemOf(space) is { } wrong)
            yield return new CheckFailure("namespace", wrong);
        if (inputs.Has("valueYamlFiles"))
            yield return new CheckFailure("valueYamlFiles", "the lab does not read value files; give the values under values");
    }

    public override async Task<ResourceState> CreateAsync(CreateRequest request, ResourceState draft, CancellationToken cancellation)
    {
        var cluster = connection.Reach();
        var space = request.Inputs.Text("namespace") ?? connection.Namespace;
        var reference = new ObjectReference(ApiVersion, "Release", space, request.Inputs.Text("name")!);
        if (connection.Cloud.Find(cluster, reference) is not null)
            throw new ProviderException("cannot re-use a name that is still in use");
        if (request.Inputs.Flag("createNamespace") && connection.Cloud.Find(cluster, "v1", "Namespace", "", space) is null)
        {
            var wanted = PropertyMap.Of(("apiVersion", "v1"), ("kind", "Namespace"), ("metadata", PropertyMap.Of(("name", space))));
            await connection.Cloud.ApplyAsync(cluster, PropertyMap.Empty, wanted, "", cancellation);
        }
        var release = Outputs(draft.Outputs, reference, revision: 1);
        try
        {
            connection.Cloud.Create(cluster, Manifest(reference, release), space);
        }
        catch (ProviderException e)
        {
            throw new ProviderException($"failed to create release {reference.Id}: {e.Message}");
        }
        return new ResourceState(reference.Id, release);
    }

    public override async Task<PropertyMap> UpdateAsync(UpdateRequest request, PropertyMap draft, CancellationToken cancellation)
    {
        var reference = ObjectKind.Reference(request.Type, request.Id);
        var release = Outputs(draft, reference, (request.OldOutputs.Map("status").Integer("revision") ?? 0) + 1);
        var before = Manifest(reference, request.OldOutputs);
        await connection.Cloud.ApplyAsync(connection.Reach(), before, Manifest(reference, release), reference.Namespace, cancellation);
        return release;
    }

    public override Task DeleteAsync(DeleteRequest request, CancellationToken cancellation) => connection.ReachForDeletion() is { } cluster
        ? connection.Cloud.DeleteAsync(cluster, ObjectKind.Reference(request.Type, request.Id), cancellation)
        : Task.CompletedTask;

    public override Task<PropertyMap?> ReadAsync(ReadStateRequest request, CancellationToken cancellation) =>
        Task.FromResult(connection.Cloud.Find(connection.Reach(), ObjectKind.Reference(request.Type, request.Id))?.Map("spec"));

    private static PropertyMap Outputs(PropertyMap draft, ObjectReference reference, int revision) => draft.Merge(PropertyMap.Of(
        ("name", reference.Name),
        ("namespace", reference.Namespace),
        ("description", draft.Text("description") ?? Description),
        ("status", PropertyMap.Of(
            ("name", reference.Name),
            ("namespace", reference.Namespace),
            ("chart", ChartName(draft.Text("chart") ?? "")),
            ("version", draft.Text("version") ?? ""),
            ("revision", revision),
            ("status", "deployed")))));

    private static PropertyMap Manifest(ObjectReference reference, PropertyMap release) => PropertyMap.Of(
        ("apiVersion", ApiVersion),
        ("kind", "Release"),
        ("metadata", PropertyMap.Of(("name", reference.Name), ("namespace", reference.Namespace))),
        ("spec", release));

    private static CheckFailure? ChartProblem(string chart, string? repository)
    {
        if (chart.StartsWith("oci://", StringComparison.Ordinal))
        {
            if (repository is not null)
                return new CheckFailure("repositoryOpts.repo", "an oci:// chart comes from its registry; leave the repository out");
            return OciChart().IsMatch(chart) ? null : new CheckFailure("chart", $"'{chart}' is not a chart in a registry (oci://registry/path/chart, without a tag)");
        }
        if (repository is null)
            return new CheckFailure("chart", $"'{chart}' comes from nowhere: write oci://registry/path/chart, or name its repository in repositoryOpts.repo (the lab takes no charts from disk)");
        if (!Uri.TryCreate(repository, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
            return new CheckFailure("repositoryOpts.repo", $"'{repository}' is not the address of a chart repository (https://…)");
        return ChartInRepository().IsMatch(chart) ? null : new CheckFailure("chart", $"'{chart}' is not a chart name: lower case letters, digits, '-' and '.'");
    }

    private static string ChartName(string chart) => chart[(chart.LastIndexOf('/') + 1)..];

    [GeneratedRegex(@"\A(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*)?(\+[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*)?\z")]
    private static partial Regex SemVer();

    [GeneratedRegex(@"\Aoci://[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]+)?(/[a-z0-9]+([._-]+[a-z0-9]+)*)+\z")]
    private static partial Regex OciChart();

    [GeneratedRegex(@"\A[a-z0-9]([-.a-z0-9_]*[a-z0-9])?\z")]
    private static partial Regex ChartInRepository();
}
