using System.Collections.Immutable;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.NoEmit;

namespace Slipway.Bench;

/// <summary><see cref="HotCode"/>, warm, as BenchmarkDotNet measures it in this process.</summary>
internal static class HotBench
{
    public static readonly Subject Subject = new("hot", "pure code, warm: YAML, kustomize, substitution, SOPS, age; of so many objects, values or KiB", [1, 100, 10_000], RunAsync);

    private static Task<Table> RunAsync(ImmutableArray<int> sizes)
    {
        var artifacts = Directory.CreateTempSubdirectory("slipway-bench-").FullName;
        try
        {
            HotCode.Sizes = sizes;
            var config = ManualConfig.CreateEmpty()
                .AddJob(Job.ShortRun.WithToolchain(InProcessNoEmitToolchain.Instance))
                .AddLogger(NullLogger.Instance)
                .WithArtifactsPath(artifacts);
            var reports = BenchmarkRunner.Run<HotCode>(config).Reports;
            var measured = reports.Select(Measured).OrderBy(m => m.What, StringComparer.Ordinal).ThenBy(m => m.Size).ToList();
            return Task.FromResult(new Table(
                ["what", "size", "time", "allocated"],
                [.. measured.Select(m => ImmutableArray.Create(m.What, Table.Cell(m.Size), Table.Cell(m.Time), Table.Kilobytes(m.Allocated)))],
                [.. measured.GroupBy(m => m.What).SelectMany(g => Growth.Note(g.Key, [.. g.Select(m => (m.Size, m.Time))]))]));
        }
        finally
        {
            Directory.Delete(artifacts, recursive: true);
        }
    }

    private static (string What, int Size, TimeSpan Time, long Allocated) Measured(BenchmarkReport report)
    {
        var what = report.BenchmarkCase;
        var mean = report.ResultStatistics?.Mean ?? throw new InvalidOperationException($"{what.DisplayInfo} failed: {string.Join(' ', report.ExecuteResults.SelectMany(r => r.Errors))}");
        // A tick is 100 ns; what takes less than one is no work.
        return (what.Descriptor.WorkloadMethodDisplayInfo.Trim('\''), (int)what.Parameters[nameof(HotCode.Size)], TimeSpan.FromTicks((long)(mean / 100)), report.GcStats.GetBytesAllocatedPerOperation(what) ?? 0);
    }
}
