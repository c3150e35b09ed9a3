using Slipway.Cli.Project;
using Slipway.Cli.Promotion;
using Slipway.Components.Fleet;
using Slipway.Components.Promotion;
using Slipway.Lab.Clouds.GitHub;
using Slipway.Lab.Engine.Providers;
using Slipway.Lab.Flux;
using Slipway.Stacks.Settings;

namespace Slipway.Cli.Lab;

/// <summary>The lab's GitHub as a place to promote in: pushes are the automation identity's, and what runs is asked of the lab's clusters.</summary>
internal sealed class LabFleetHost(ProjectFile project, ProjectFleet fleet, GitHubCloud github) : IFleetHost
{
    public string Name => "the lab's GitHub";

    public FleetPair<string> Places => new(github.RepositoryPath(fleet.GitHubOwner, fleet.Infrastructure), github.RepositoryPath(fleet.GitHubOwner, fleet.Apps));

    public (string Name, string Email) Identity => GitHubCloud.Automation;

    public async Task<EnvironmentStatus?> StatusAsync(string environment, FleetPair<FleetClone> clones, CancellationToken cancellation)
    {
        var session = StackSession.Open(project, StackFile.Read(project, environment));
        var clouds = session.Clouds();
        var cluster = session.State.Snapshot.StackOutputs.Find("clusterEndpoint")?.AsString is { } endpoint ? clouds.Kubernetes.ClusterAt(endpoint) : null;
        var synced = cluster is null ? null : await new SourceController(clouds.Kubernetes, clouds.GitHub).FetchAsync(cluster, cancellation).ConfigureAwait(false);
        if (synced is null)
            return null;
        var at = synced.Ready ? GitRevision.TryParse(synced.Revision) : null;
        var release = at is null ? null : await FleetReading.ReleaseAsync(clones.Infrastructure, at.Commit, environment, cancellation).ConfigureAwait(false);
        return new EnvironmentStatus(environment,
        [
            await SourceAsync(FleetNames.InfrastructureSource, fleet.Infrastructure, release, synced.Message, cancellation).ConfigureAwait(false),
            await SourceAsync(FleetNames.AppsSource, fleet.Apps, release, synced.Message, cancellation).ConfigureAwait(false),
        ]);
    }

    public void Admit(FleetRole role, string reference)
    {
        try
        {
            github.AdmitPush(fleet.GitHubOwner, role == FleetRole.Infrastructure ? fleet.Infrastructure : fleet.Apps, new GitHubActor(fleet.Automation.App), reference);
        }
        catch (ProviderException refused)
        {
            throw new GitException(refused.Message);
        }
    }

    // The cluster follows its release file: what its sources fetch is what the reference there leads to.
    private async Task<LayerRevision> SourceAsync(string source, string repository, Release? release, string message, CancellationToken cancellation)
    {
        if (release is null)
            return new LayerRevision(source, source, "", Ready: false, message);
        var commit = await github.ResolveAsync(fleet.GitHubOwner, repository, release.Reference, cancellation).ConfigureAwait(false);
        return commit is null
            ? new LayerRevision(source, source, "", Ready: false, $"couldn't find remote ref \"{release.Reference}\"")
            : new LayerRevision(source, source, new GitRevision(release.Reference, commit).ToString(), Ready: true);
    }
}
