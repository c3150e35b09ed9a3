using System.Collections.Immutable;
using Slipway.Components.Fleet;
using Slipway.Components.Promotion;

namespace Slipway.Cli.Promotion;

/// <summary>Gathers what a plan depends on.</summary>
internal static class FleetReading
{
    /// <summary>The facts of both repositories about one environment.</summary>
    /// <param name="clones">The repositories.</param>
    /// <param name="environment">The environment.</param>
    /// <param name="verify">Tags whose signature is asked for.</param>
    /// <param name="cancellation">Stops it.</param>
    public static async Task<PromotionFacts> ReadAsync(
        FleetPair<FleetClone> clones, string environment, ImmutableArray<string> verify, CancellationToken cancellation)
    {
        var (infrastructure, file) = (clones.Infrastructure, FleetNames.ReleaseFile(environment));
        var main = await MainAsync(infrastructure, cancellation).ConfigureAwait(false);
        var history = ImmutableArray.CreateBuilder<PinnedRelease>();
        foreach (var commit in await infrastructure.HistoryAsync(file, cancellation).ConfigureAwait(false))
        {
            if (await infrastructure.FileAsync(commit, file, cancellation).ConfigureAwait(false) is { } content && Read(environment, content) is { } release)
                history.Add(new PinnedRelease(commit, content, release));
        }
        return new PromotionFacts
        {
            Repositories = new(
                await infrastructure.FactsAsync(verify, cancellation).ConfigureAwait(false),
                await clones.Apps.FactsAsync(verify, cancellation).ConfigureAwait(false)),
            MainTip = main,
            ReleaseFile = await infrastructure.FileAsync(main, file, cancellation).ConfigureAwait(false),
            History = history.ToImmutable(),
        };
    }

    /// <summary>What an environment is to run, by its release file at a commit; null when it is not there or not in order.</summary>
    public static async Task<Release?> ReleaseAsync(FleetClone infrastructure, string commit, string environment, CancellationToken cancellation) =>
        await infrastructure.FileAsync(commit, FleetNames.ReleaseFile(environment), cancellation).ConfigureAwait(false) is { } content ? Read(environment, content) : null;

    /// <summary>The last commit of <c>main</c>.</summary>
    public static async Task<string> MainAsync(FleetClone clone, CancellationToken cancellation) =>
        await clone.TipAsync("main", cancellation).ConfigureAwait(false) ?? throw new GitException($"{clone.Address.Name} has no branch main.");

    private static Release? Read(string environment, string content)
    {
        try
        {
            return ReleaseFile.Parse(environment, content);
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
