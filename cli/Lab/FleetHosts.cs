using Slipway.Cli.Project;
using Slipway.Cli.Promotion;
using Slipway.Stacks.Settings;

namespace Slipway.Cli.Lab;

/// <summary>The hosts that this command plays itself: the lab's GitHub.</summary>
internal static class FleetHosts
{
    /// <summary>The lab's GitHub, when the fleet's repositories are there; null when no environment was brought up in the lab.</summary>
    public static IFleetHost? Find(ProjectFile project, ProjectFleet fleet)
    {
        var home = LabHome.Of(project);
        if (!Directory.Exists(home.Clouds))
            return null;
        return LabFleetHost.Of(project, fleet, StackSession.Open(project, StackFile.Read(project, fleet.Order[0])).Clouds().GitHub);
    }
}
