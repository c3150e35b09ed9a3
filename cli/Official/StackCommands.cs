using System.CommandLine;
using Slipway.Cli.Project;

namespace Slipway.Cli.Official;

/// <summary>The commands that the pulumi CLI has in a build on the official packages: each says which of its own to use.</summary>
internal static class StackCommands
{
    public static IEnumerable<Command> All(Terminal terminal) =>
    [
        Elsewhere("preview", "pulumi preview"),
        Elsewhere("up", "pulumi up"),
        Elsewhere("refresh", "pulumi refresh"),
        Elsewhere("destroy", "pulumi destroy"),
        Elsewhere("outputs", "pulumi stack output"),
        Elsewhere("status", "flux get all"),
        Elsewhere("report", "pulumi stack output"),
        Elsewhere("state", "pulumi stack export"),
    ];

    private static Command Elsewhere(string name, string command)
    {
        var elsewhere = new Command(name, $"In this build: {command}.") { TreatUnmatchedTokensAsErrors = false };
        elsewhere.SetAction(_ => throw new UsageException(
            $"This build is for the pulumi CLI (PulumiSdk=official); run '{command}' for the stack. The lab comes with the default build."));
        return elsewhere;
    }
}
