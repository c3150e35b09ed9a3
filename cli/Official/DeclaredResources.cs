using System.Collections.Immutable;
using Slipway.Cli.Graphs;
using Slipway.Cli.Project;

namespace Slipway.Cli.Official;

/// <summary>The resources that the stack's program declares, which the pulumi CLI tells in a build on the official packages.</summary>
internal static class DeclaredResources
{
    /// <summary>Refers to the pulumi CLI.</summary>
    /// <exception cref="UsageException">Always.</exception>
    public static Task<ImmutableArray<DeclaredResource>?> OfAsync(ProjectFile project, StackFile file, Terminal terminal, CancellationToken cancellation) => throw new UsageException(
        $"This build is for the pulumi CLI (PulumiSdk=official), which draws the resources: pulumi stack graph --stack {file.Environment} {file.Environment}.dot. Draw the layers with --graph layers.");
}
