using System.CommandLine;
using System.Text.RegularExpressions;
using Slipway.Cli.Project;
using Slipway.Cli.Promotion;
using Slipway.Components.Promotion;

namespace Slipway.Cli.Commands;

/// <summary><c>slipway rollback</c>.</summary>
internal static partial class RollbackCommand
{
    public static Command Create(Terminal terminal)
    {
        var arguments = new PromotionArguments();
        var to = new Option<string?>("--to")
        {
            Description = "The version to go back to; of the environment that follows main, a commit of the apps repository. Default: the one before the present one.",
            HelpName = "version|commit",
        };
        var command = new Command("rollback", """
            Takes an environment back to an earlier release: proposes clusters/<env>/release.yaml as it was then, byte for byte, as a branch; with a
            GITHUB_TOKEN it opens the pull request too. Tags stay as they are. Without --yes it shows what it would do.
            The environment that follows main (dev) goes back by a commit on main of the apps repository: its files are then those of an earlier commit,
            byte for byte, as git revert would make them. The infrastructure repository also holds what Pulumi generates and what other
            environments run; a change there goes back by git revert.

            Example: slipway rollback staging --to 1.1.0 --yes
            Example: slipway rollback dev
            """);
        arguments.AddTo(command);
        command.Add(to);
        command.SetAction((parsed, cancellation) =>
        {
            var session = arguments.Read(parsed);
            return session.Environment == session.Fleet.Order[0]
                ? RevertAsync(terminal, session, Commit(session.Environment, parsed.GetValue(to)), cancellation)
                : ReleaseAsync(terminal, session, Target(session.Environment, parsed.GetValue(to)), cancellation);
        });
        return command;
    }

    private static Task<int> ReleaseAsync(Terminal terminal, PromotionSession session, Release? target, CancellationToken cancellation) =>
        session.RunAsync(terminal, sign: false, async (clones, _, delivery) =>
        {
            var request = new RollbackRequest(session.Environment, target, delivery);
            var facts = await FleetReading.ReadAsync(clones, session.Environment, [], cancellation).ConfigureAwait(false);
            // The history tells where to, and that names the branch to look at.
            var branch = PromotionPlan.For(request, facts).Branch;
            facts = await PromotionSession.WithProposalAsync(facts, clones, session.Environment, branch, cancellation).ConfigureAwait(false);
            return PromotionPlan.For(request, facts);
        }, cancellation);

    private static Task<int> RevertAsync(Terminal terminal, PromotionSession session, string? commit, CancellationToken cancellation) =>
        session.RunAsync(terminal, sign: false, async (clones, _, delivery) =>
        {
            var request = new RevertRequest(session.Environment, commit, delivery);
            var main = await FleetReading.MainAsync(clones.Infrastructure, cancellation).ConfigureAwait(false);
            var facts = new RevertFacts(
                await FleetReading.ReleaseAsync(clones.Infrastructure, main, session.Environment, cancellation).ConfigureAwait(false),
                main, clones.Apps.Address.Name, await clones.Apps.MainCommitsAsync(cancellation).ConfigureAwait(false));
            var branch = PromotionPlan.For(request, facts).Branch;
            return PromotionPlan.For(request, facts with { Proposal = await clones.Apps.RevertProposalAsync(branch, cancellation).ConfigureAwait(false) });
        }, cancellation);

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

    private static string? Commit(string environment, string? commit) => commit is null || Hash().IsMatch(commit)
        ? commit
        : throw new UsageException($"--to: '{commit}' is no commit; {environment} follows main, so it goes back to a commit of the apps repository: 7 to 40 hexadecimal digits.");

    [GeneratedRegex(@"\A[0-9a-f]{7,40}\z")]
    private static partial Regex Hash();
}
