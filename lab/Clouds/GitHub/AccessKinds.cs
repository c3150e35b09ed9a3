using Slipway.Lab.Clouds.Properties;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Clouds.GitHub;

/// <summary><c>github.TeamRepository</c>: what a team may do with a repository. Any team that is named exists, see <see cref="GitHubDirectory"/>.</summary>
internal sealed class TeamRepositoryKind(GitHubCloud cloud, string owner) : RepositorySettingKind(cloud, owner, "teams", "teamId", "repository")
{
    protected override PropertyMap Complete(PropertyMap repository, PropertyMap outputs) => outputs;

    protected override string Taken(PropertyMap wanted) => $"the team {wanted.Text("teamId")} has a permission already, of another resource";
}

/// <summary><c>github.RepositoryVulnerabilityAlerts</c>: whether GitHub warns of vulnerable dependencies.</summary>
internal sealed class VulnerabilityAlertsKind(GitHubCloud cloud, string owner) : RepositorySettingKind(cloud, owner, "vulnerability-alerts", "repository")
{
    protected override string Taken(PropertyMap wanted) => "vulnerability alerts are set already, by another resource";
}
