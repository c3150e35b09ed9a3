using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Slipway.Lab.Clouds;
using Slipway.Lab.Engine;
using Slipway.Lab.Engine.Secrets;
using Slipway.Lab.Engine.State;
using Slipway.Lab.Wire;

namespace Slipway.Bench;

/// <summary>How long the lab takes for a stack, through all of it: typed SDK, engine, journal and state on disk, cloud on disk.</summary>
internal static class EngineBench
{
    public static readonly Subject Subject = new(
        "engine", "the lab's engine: up, preview, one change and destroy of chains, fans and random graphs", [100, 1_000, 10_000, 50_000], RunAsync);

    private static async Task<Table> RunAsync(ImmutableArray<int> sizes)
    {
        // What is compiled on the way is no part of the first figure.
        foreach (var shape in EngineShape.All)
            await OperationsAsync(shape, 50).ConfigureAwait(false);
        var rows = new List<Row>();
        foreach (var shape in EngineShape.All)
        {
            foreach (var size in sizes)
                rows.AddRange(await OperationsAsync(shape, size).ConfigureAwait(false));
        }
        return new Table(
            ["shape and operation", "resources", "time", "processor time", "peak memory"],
            [.. rows.Select(r => ImmutableArray.Create($"{r.Shape}, {r.Operation}", Table.Cell(r.Size), Table.Cell(r.Time), Table.Cell(r.Processor), Table.Megabytes(r.Peak)))],
            [.. rows.GroupBy(r => $"{r.Shape}, {r.Operation}").SelectMany(o => Growth.Note($"{o.Key} (processor time)", [.. o.Where(r => r.Size >= 1000).Select(r => (r.Size, r.Processor))]))]);
    }

    private static async Task<List<Row>> OperationsAsync(EngineShape shape, int size)
    {
        var folder = Directory.CreateTempSubdirectory("slipway-bench-").FullName;
        try
        {
            var rows = new List<Row>();
            var cipher = PassphraseCipher.New("bench");
            foreach (var (name, operation) in ((string, Func<UpdateEngine, Task<UpdateResult>>)[])
            [
                ("up", e => e.UpAsync(shape.Of(size, folder, false), default)),
                ("preview", e => e.PreviewAsync(shape.Of(size, folder, false), default)),
                ("one change", e => e.UpAsync(shape.Of(size, folder, true), default)),
                ("destroy", e => e.DestroyAsync(preview: false, default)),
            ])
            {
                GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
                ResetPeak();
                var (watch, before) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
                var state = StackStateFile.Open(Path.Combine(folder, "state.json"), cipher);
                var host = new LabProviderHost(Path.Combine(folder, "clouds"), folder, cipher, FaultPlan.None);
                var options = new EngineOptions
                {
                    Stack = "bench",
                    Project = "bench",
                    Config = ImmutableSortedDictionary<string, PropertyValue>.Empty.Add("aws:region", "eu-west-1"),
                };
                var result = await operation(new UpdateEngine(state, host, options, new Silence())).ConfigureAwait(false);
                using var process = Process.GetCurrentProcess();
                rows.Add(new Row(shape.Name, name, size, watch.Elapsed, Environment.CpuUsage.TotalTime - before, process.PeakWorkingSet64));
                Require(shape, name, result);
            }
            return rows;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Require(EngineShape shape, string operation, UpdateResult result)
    {
        if (result.Status != UpdateStatus.Succeeded)
            throw new InvalidOperationException(string.Join(Environment.NewLine, result.Diagnostics.Take(5).Select(d => d.Message).Concat(result.ProgramErrors.Take(3).Select(e => e.Message))));
        var updates = result.Counts.GetValueOrDefault(StepOp.Update);
        if ((operation == "preview" && result.HasChanges) || (operation == "one change" && updates != 1))
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"{operation} of {shape.Name} changed {updates} resources."));
    }

    // Linux only; elsewhere the peak is that of the process so far.
    private static void ResetPeak()
    {
        if (OperatingSystem.IsLinux())
            File.WriteAllText("/proc/self/clear_refs", "5");
    }

    private sealed record Row(string Shape, string Operation, int Size, TimeSpan Time, TimeSpan Processor, long Peak);

    private sealed class Silence : IEngineObserver
    {
        public void On(EngineEvent engineEvent)
        {
        }
    }
}
