using Slipway.Cli.Project;
using Slipway.Cli.Promotion;
using Slipway.Components.Promotion;
using Slipway.Lab.Clouds.GitHub;
using Slipway.Lab.Engine.Providers;
using Slipway.Stacks.Settings;

namespace Slipway.Cli.Lab;

/// <summary>The lab's GitHub as a place to promote in: pushes are the automation identity's, and what runs is asked of the lab's clusters.</summary>
internal sealed class LabFleetHost(ProjectFile project, ProjectFleet fleet, GitHubCloud github) : IFleetHost
{
    /// <summary>The lab's GitHub, when it has the fleet's repositories; else null.</summary>
    public static LabFleetHost? Of(ProjectFile project, ProjectFleet fleet, GitHubCloud github) =>
        github.Exists(fleet.GitHubOwner, fleet.Infrastructure) && github.Exists(fleet.GitHubOwner, fleet.Apps) ? new(project, fleet, github) : null;

    public string Name => "the lab's GitHub";

    public FleetPair<string> Places => new(github.RepositoryPath(fleet.GitHubOwner, fleet.Infrastructure), github.RepositoryPath(fleet.GitHubOwner, fleet.Apps));

    public (string Name, string Email) Identity => GitHubCloud.Automation;

    public async Task<EnvironmentStatus?> StatusAsync(string environment, FleetPair<FleetClone> clones, CancellationToken cancellation)
    {
        var session = StackSession.Open(project, StackFile.Read(project, environment));
        var clouds = session.Clouds();
        // In a cluster Flux would have been at it all the time; in the lab it is now.
        if (session.Flux(clouds) is not { } flux || await flux.ReconcileAsync(cancellation).ConfigureAwait(false) is not { } run)
            return null;
        return new EnvironmentStatus(environment,
            [.. run.Status.Of("Kustomization").Where(k => k.Source.Length > 0).Select(k => new LayerRevision(k.Name, k.Source, k.Revision, k.Ready == true, k.Message))]);
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
}
