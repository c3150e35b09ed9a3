using System.Collections.Immutable;
using System.CommandLine;
using Slipway.Cli.Project;
using Slipway.Cli.Promotion;
using Slipway.Components.Promotion;

namespace Slipway.Cli.Commands;

/// <summary><c>slipway promote</c>.</summary>
internal static class PromoteCommand
{
    public static Command Create(Terminal terminal)
    {
        var arguments = new PromotionArguments();
        var version = new Argument<string>("version") { Description = "The version, three numbers such as 1.2.0, higher than the environment's last." };
        var status = new Option<string?>("--status")
        {
            Description = "What the previous environment runs, as its CI publishes it (docs/json.md). Default: what the lab's cluster runs.",
            HelpName = "file|url",
        };
        var requireSigned = new Option<bool>("--require-signed") { Description = "Sign the tags with your key, and insist on the previous environment's being signed." };
        var command = new Command("promote", """
            Brings what the previous environment runs to an environment: tags both repositories with <env>-v<version>, and proposes the change of
            clusters/<env>/release.yaml as a branch; with a GITHUB_TOKEN it opens the pull request too. Without --yes it shows what it would do.
            Interrupted, run it again: it completes what was begun, or takes it back.

            Example: slipway promote staging 1.2.0 --yes
            """);
        arguments.AddTo(command, version);
        command.Add(status);
        command.Add(requireSigned);
        command.SetAction(async (parsed, cancellation) =>
        {
            var session = arguments.Read(parsed);
            var sign = parsed.GetValue(requireSigned);
            // Wrong use is said before anything is fetched.
            _ = Request(session, parsed.GetValue(version) ?? "", "");
            var published = parsed.GetValue(status) is { } place ? await StatusDocument.ReadAsync(place, cancellation).ConfigureAwait(false) : null;
            return await session.RunAsync(terminal, sign, async (clones, by, delivery) =>
            {
                var request = Request(session, parsed.GetValue(version) ?? "", by) with { RequireSigned = sign, Delivery = delivery };
                var facts = await FactsAsync(session, request, clones, published, cancellation).ConfigureAwait(false);
                return PromotionPlan.For(request, facts);
            }, cancellation).ConfigureAwait(false);
        });
        return command;
    }

    private static async Task<PromotionFacts> FactsAsync(
        PromotionSession session, PromotionRequest request, FleetPair<FleetClone> clones, EnvironmentStatus? published, CancellationToken cancellation)
    {
        var main = await FleetReading.MainAsync(clones.Infrastructure, cancellation).ConfigureAwait(false);
        var previous = await FleetReading.ReleaseAsync(clones.Infrastructure, main, request.Previous, cancellation).ConfigureAwait(false);
        ImmutableArray<string> verify = request.RequireSigned ? [.. new[] { request.Target.Tag, previous?.Tag }.OfType<string>()] : [];
        var facts = await FleetReading.ReadAsync(clones, request.Target.Environment, verify, cancellation).ConfigureAwait(false);
        facts = facts with
        {
            PreviousRelease = previous,
            PreviousStatus = published
                ?? (session.Host is { } host ? await host.StatusAsync(request.Previous, clones, cancellation).ConfigureAwait(false) : null),
        };
        return await PromotionSession.WithProposalAsync(facts, clones, request.Target.Environment, request.Branch, cancellation).ConfigureAwait(false);
    }

    private static PromotionRequest Request(PromotionSession session, string version, string by)
    {
        try
        {
            return PromotionRequest.For(session.Environment, version, session.Fleet.Order, by);
        }
        catch (FormatException problem)
        {
            throw new UsageException($"{problem.Message}.");
        }
    }
}
