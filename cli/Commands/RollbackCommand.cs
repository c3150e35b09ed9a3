using System.CommandLine;
using Slipway.Cli.Project;
using Slipway.Cli.Promotion;
using Slipway.Components.Promotion;

namespace Slipway.Cli.Commands;

/// <summary><c>slipway rollback</c>.</summary>
internal static class RollbackCommand
{
    public static Command Create(Terminal terminal)
    {
        var arguments = new PromotionArguments();
        var to = new Option<string?>("--to") { Description = "The version to go back to. Default: the release before the present one.", HelpName = "version" };
        var command = new Command("rollback", """
            Takes an environment back to an earlier release: proposes clusters/<env>/release.yaml as it was then, byte for byte, as a branch; with a
            GITHUB_TOKEN it opens the pull request too. Tags stay as they are. Without --yes it shows what it would do.

            Example: slipway rollback staging --to 1.1.0 --yes
            """);
        arguments.AddTo(command);
        command.Add(to);
        command.SetAction(async (parsed, cancellation) =>
        {
            var session = arguments.Read(parsed);
            var target = Target(session.Environment, parsed.GetValue(to));
            return await session.RunAsync(terminal, sign: false, async (clones, _, delivery) =>
            {
                var request = new RollbackRequest(session.Environment, target, delivery);
                var facts = await FleetReading.ReadAsync(clones, session.Environment, [], cancellation).ConfigureAwait(false);
                // The history tells where to, and that names the branch to look at.
                var branch = PromotionPlan.For(request, facts).Branch;
                facts = await PromotionSession.WithProposalAsync(facts, clones, session.Environment, branch, cancellation).ConfigureAwait(false);
                return PromotionPlan.For(request, facts);
            }, cancellation).ConfigureAwait(false);
        });
        return command;
    }

    private static Release? Target(string environment, string? version)
    {
        try
        {
            return version is null ? null : Release.OfVersion(environment, version.StartsWith('v') ? version[1..] : version);
        }
        catch (FormatException problem)
        {
            throw new UsageException($"--to: {problem.Message}.");
        }
    }
}
