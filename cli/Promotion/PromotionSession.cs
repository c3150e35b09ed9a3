using Slipway.Components.Fleet;
using Slipway.Components.Promotion;
using Slipway.Stacks.Settings;

namespace Slipway.Cli.Promotion;

/// <summary>One run of <c>promote</c> or <c>rollback</c>: reads, plans, shows, and does.</summary>
internal sealed class PromotionSession
{
    /// <summary>The environment.</summary>
    public required string Environment { get; init; }

    /// <summary>The fleet.</summary>
    public required ProjectFleet Fleet { get; init; }

    /// <summary>The lab; null where the repositories are elsewhere.</summary>
    public required IFleetHost? Host { get; init; }

    /// <summary>Where the repositories are.</summary>
    public required FleetPair<string> Places { get; init; }

    /// <summary>Whether <c>main</c> is fast-forwarded.</summary>
    public required bool Merge { get; init; }

    /// <summary>Whether anything is done.</summary>
    public required bool Yes { get; init; }

    /// <summary>Whether the result is JSON.</summary>
    public required bool Json { get; init; }

    /// <summary>Makes a plan of the repositories, then shows it or carries it out.</summary>
    /// <param name="terminal">Where to write.</param>
    /// <param name="sign">Whether tags are signed.</param>
    /// <param name="planned">The plan: of the clones, who asks, and what follows the branch.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public async Task<int> RunAsync(
        Terminal terminal, bool sign, Func<FleetPair<FleetClone>, string, ProposalDelivery, Task<PromotionPlan>> planned, CancellationToken cancellation)
    {
        if (Host is { } played)
            terminal.Error.WriteLine($"In {played.Name}; --infrastructure and --apps name repositories elsewhere.");
        try
        {
            using var workspace = await FleetWorkspace.OpenAsync(Places, Host?.Identity, cancellation).ConfigureAwait(false);
            var clones = workspace.Clones;
            using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(30) };
            var pulls = Pulls(client, clones);
            var by = await clones.Infrastructure.IdentityAsync(cancellation).ConfigureAwait(false);
            var plan = await planned(clones, by, Delivery(pulls)).ConfigureAwait(false);
            var run = new PromotionRun(clones, plan, sign, pulls, Host, done => terminal.Error.WriteLine(Terminal.Harmless($"  {done}")));
            return await RunAsync(terminal, plan, clones, run, cancellation).ConfigureAwait(false);
        }
        catch (GitException problem)
        {
            terminal.Error.WriteLine(Terminal.Harmless($"slipway: {problem.Message}"));
            return ExitCode.Failed;
        }
    }

    /// <summary>The facts, with the branch that a plan without it names.</summary>
    public static async Task<PromotionFacts> WithProposalAsync(
        PromotionFacts facts, FleetPair<FleetClone> clones, string environment, string branch, CancellationToken cancellation) =>
        facts with { Proposal = await clones.Infrastructure.ProposalAsync(branch, FleetNames.ReleaseFile(environment), cancellation).ConfigureAwait(false) };

    private async Task<int> RunAsync(Terminal terminal, PromotionPlan plan, FleetPair<FleetClone> clones, PromotionRun run, CancellationToken cancellation)
    {
        var outcome = plan.Refusals.IsEmpty ? PromotionOutcome.Planned : PromotionOutcome.Refused;
        string? error = null;
        if (!Json)
            await PromotionView.WriteAsync(terminal.Out, plan, clones, cancellation).ConfigureAwait(false);
        foreach (var refusal in Json ? [] : plan.Refusals)
            terminal.Error.WriteLine(Terminal.Harmless($"slipway: {refusal.Rule}: {refusal}"));
        try
        {
            if (Yes)
                await run.RunAsync(cancellation).ConfigureAwait(false);
            if (Yes && outcome == PromotionOutcome.Planned)
                outcome = PromotionOutcome.Done;
        }
        catch (GitException problem)
        {
            (outcome, error) = (PromotionOutcome.Failed, problem.Message);
        }
        if (Json)
            terminal.Out.Write(PromotionJson.Of(Environment, plan, clones.Select((_, c) => c.Address.Name), outcome, run, error));
        else
            terminal.Error.WriteLine(Terminal.Harmless(Conclusion(plan, outcome, run, error)));
        return outcome is PromotionOutcome.Planned or PromotionOutcome.Done ? ExitCode.Done : ExitCode.Failed;
    }

    private string Conclusion(PromotionPlan plan, PromotionOutcome outcome, PromotionRun run, string? error) => outcome switch
    {
        PromotionOutcome.Failed => $"slipway: {error}",
        PromotionOutcome.Refused when Yes && !plan.Steps.IsEmpty => "What an interrupted run left was taken back; nothing else was changed.",
        PromotionOutcome.Refused => "Nothing was changed.",
        _ when plan.IsProposed => $"That is proposed already; it takes effect when a pull request of {plan.Branch} into main is merged.",
        _ when plan.Steps.IsEmpty && plan.Current != plan.Target => $"{plan.Target} is proposed already; it takes effect when a pull request of {plan.Branch} into main is merged.",
        _ when plan.Steps.IsEmpty => $"{Environment} is at {plan.Target} already; there is nothing to do.",
        PromotionOutcome.Planned => "Nothing was changed; to do this, add --yes.",
        _ when plan.Steps.All(s => s is PromotionStep.TagCommit) => $"Done: {Environment} is to run it already, and gets it at its next reconcile.",
        _ when Merge => $"Done: main has it, and {Environment} gets it at its next reconcile.",
        _ when run.PullRequest is { } pull => $"Done: it takes effect when {pull} is merged.",
        _ => $"Done: it takes effect when a pull request of {plan.Branch} into main is merged.",
    };

    private ProposalDelivery Delivery(FleetPair<PullRequests>? pulls) =>
        Merge ? ProposalDelivery.Merge : pulls is not null ? ProposalDelivery.PullRequest : ProposalDelivery.Branch;

    private FleetPair<PullRequests>? Pulls(HttpClient client, FleetPair<FleetClone> clones)
    {
        var token = System.Environment.GetEnvironmentVariable("GITHUB_TOKEN");
        if (Host is not null || string.IsNullOrWhiteSpace(token))
            return null;
        var pulls = clones.Select((_, clone) => PullRequests.ApiOf(clone.Address, System.Environment.GetEnvironmentVariable("GITHUB_API_URL")) is { } api
            ? new PullRequests(client, api, clone.Address.OnHost!.Value, token)
            : null);
        return pulls is { Infrastructure: { } infrastructure, Apps: { } apps } ? new(infrastructure, apps) : null;
    }
}
