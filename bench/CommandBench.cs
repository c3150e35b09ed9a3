using System.Collections.Immutable;

namespace Slipway.Bench;

/// <summary>What a person waits for: the command itself, built, by its launcher.</summary>
internal static class CommandBench
{
    public static readonly Subject Subject = new("commands", "the slipway command: start-up, preview, up, reconcile, check, destroy", [], RunAsync);

    private static Task<Table> RunAsync(ImmutableArray<int> sizes)
    {
        var home = Directory.CreateTempSubdirectory("slipway-bench-").FullName;
        try
        {
            _ = Usage.Of(Checkout.Slipway, ["--version"]);
            var rows = ImmutableArray.CreateBuilder<ImmutableArray<string>>();
            foreach (var (line, runs) in ((string, int)[])
            [
                ("--help", 5), ("check fleet", 5), ("preview dev", 5), ("up dev --yes", 1),
                ("preview dev --expect-no-changes", 5), ("reconcile dev", 5), ("status dev", 5), ("destroy dev --yes", 1),
            ])
            {
                var usage = Usage.Best(runs, () => Usage.OfSlipway(home, line.Split(' ')))!;
                rows.Add([$"`slipway {line}`", Table.Cell(usage.Wall), Table.Cell(usage.Processor), Table.Megabytes(usage.Peak)]);
            }
            return Task.FromResult(new Table(["command", "time", "processor time", "peak memory"], rows.ToImmutable(), ["The best of five runs, where a command can be run again."]));
        }
        finally
        {
            Directory.Delete(home, recursive: true);
        }
    }
}
