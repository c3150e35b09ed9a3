using System.Collections.Immutable;
using System.Diagnostics;
using FsCheck;
using FsCheck.Fluent;
using Slipway.Fuzz.Tests.Targets;

namespace Slipway.Bench;

/// <summary>Odd texts for every reader of text that nobody vouches for, each time others. A reader is done with at the first that it does not take well, which is then made as small as can be.</summary>
internal static class FuzzBench
{
    private const int Batch = 100;

    public static readonly Subject Subject = new("fuzz", "odd texts for every reader, for so many minutes", [2], RunAsync);

    private static Task<Table> RunAsync(ImmutableArray<int> minutes)
    {
        ImmutableArray<FuzzTarget> targets = [.. FleetTargets.All, .. SecretTargets.All, .. StackTargets.All];
        var share = TimeSpan.FromMinutes(minutes[^1]) / targets.Length;
        var found = new List<Exception>();
        var rows = targets.Select(target => Row(target, share, found)).ToImmutableArray();
        return found.Count == 0
            ? Task.FromResult(new Table(["reader", "texts", "time for a text"], rows, ["Every text was read, or refused with the reader's own error."]))
            : throw new AggregateException("Readers did not take every text well.", found);
    }

    private static ImmutableArray<string> Row(FuzzTarget target, TimeSpan share, List<Exception> found)
    {
        var config = Config.QuickThrowOnFailure.WithMaxTest(Batch).WithQuietOnSuccess(true).WithName(target.Name);
        var watch = Stopwatch.StartNew();
        var texts = 0;
        try
        {
            for (; texts == 0 || watch.Elapsed < share; texts += Batch)
                Check.One(config, Prop.ForAll(Mutation.Of(target), text => target.Failure(text) is not { } failure ? true.ToProperty() : false.Label(failure)));
        }
        catch (Exception problem)
        {
            // FsCheck's own, which has the text and how to come to it again.
            found.Add(problem);
        }
        return [target.Name, Table.Cell(texts), Table.Cell(watch.Elapsed / Math.Max(1, texts))];
    }
}
