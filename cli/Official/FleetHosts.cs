using Slipway.Cli.Project;
using Slipway.Cli.Promotion;
using Slipway.Stacks.Settings;

namespace Slipway.Cli.Official;

/// <summary>The hosts that this command plays itself: none in a build on the official packages.</summary>
internal static class FleetHosts
{
    public static IFleetHost? Find(ProjectFile project, ProjectFleet fleet) => null;
}
