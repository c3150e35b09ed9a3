using System.Collections.Immutable;
using Slipway.Infra.Repositories;
using Slipway.Stacks.Settings.Sections;

namespace Slipway.Stacks.Settings;

/// <summary>The fleet as the project's environments share it, told by the one that owns it.</summary>
/// <param name="GitHubOwner">GitHub organization or user.</param>
/// <param name="Infrastructure">Name of the infrastructure repository.</param>
/// <param name="Apps">Name of the apps repository.</param>
/// <param name="Automation">The one identity that passes the repositories' rules.</param>
/// <param name="Order">The environments in the order of promotion: the owner, which follows <c>main</c>, then those of <c>fleet.environments</c>.</param>
public sealed record ProjectFleet(string GitHubOwner, string Infrastructure, string Apps, AutomationIdentity Automation, ImmutableArray<string> Order)
{
    /// <summary>The environment of a project's folder that owns the fleet.</summary>
    /// <exception cref="FormatException">There is none, or several say so.</exception>
    public static string OwnerIn(string folder) => SiblingStacks.InFolder(folder, environment: "").WithFleetFlag("owner").ToList() switch
    {
        [var owner] => owner,
        [] => throw new FormatException($"no environment in {folder} has {FleetSection.Fleet}.owner: true; the one that makes the repositories sets it, and names the environments that follow releases"),
        var owners => throw new FormatException($"{string.Join(" and ", owners)} have {FleetSection.Fleet}.owner: true; one environment makes the repositories"),
    };

    /// <summary>Reads the fleet from its owner's configuration, of which nothing else is looked at: no secret is needed.</summary>
    /// <param name="folder">The folder of <c>Pulumi.yaml</c>.</param>
    /// <param name="owner">The environment that owns the fleet.</param>
    /// <param name="config">The value of a full key such as <c>slipway:fleet</c>, objects as JSON; null when it is not set.</param>
    /// <exception cref="SettingsException">The configuration is incomplete or wrong; every problem is named.</exception>
    public static ProjectFleet ReadIn(string folder, string owner, Func<string, string?> config)
    {
        var problems = new SettingsProblems(YamlPlaces.InFile(Path.Combine(folder, $"Pulumi.{owner}.yaml")));
        var fleet = SettingsReader.Section(FleetSection.Fleet, config(FleetSection.Fleet), problems, FleetSection.Read);
        var gitHubOwner = "";
        try
        {
            gitHubOwner = SettingsText.Name(config("github:owner") ?? throw new FormatException("is missing"));
        }
        catch (FormatException problem)
        {
            problems.Add("github:owner", problem.Message);
        }
        if (fleet?.Governance is { } governed && governed.Environments.Any(e => e.Name == owner))
            problems.Add($"{FleetSection.Fleet}.environments", $"names {owner}, which owns the fleet and follows main; it lists the environments that follow releases");
        problems.ThrowIfAny();
        return fleet is { Owner: true, Governance: { } governance }
            ? new(gitHubOwner, fleet.Infrastructure.Repository, fleet.Apps.Repository, governance.Automation, [owner, .. governance.Environments.Select(e => e.Name)])
            : throw new InvalidOperationException($"{owner} does not own the fleet.");
    }
}
