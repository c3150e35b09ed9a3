using Slipway.Cli.Project;
using Slipway.Components.Sops;

namespace Slipway.Cli.Official;

/// <summary>The keys of an environment's cluster, which this build does not reach for.</summary>
internal static class ClusterKeys
{
    /// <exception cref="UsageException">Always: there is no lab.</exception>
    public static SopsKeys With(SopsKeys keys, ProjectFile project, StackFile stack) =>
        throw new UsageException("--env is for the lab, which this build is without; with AWS credentials that may use the key, sops decrypt opens the file.");
}
