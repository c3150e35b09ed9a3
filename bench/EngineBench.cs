using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Pulumi.Aws.Iam;
using Slipway.Lab;
using Slipway.Lab.Clouds;
using Slipway.Lab.Engine;
using Slipway.Lab.Engine.Secrets;
using Slipway.Lab.Engine.State;
using Slipway.Lab.Wire;

namespace Slipway.Bench;

/// <summary>
/// How long the lab takes for a stack, through all of it: typed SDK, engine, state on disk, cloud on disk.
/// Every tenth resource is a component's role, the others are policies attached to it: a graph as wide as real ones.
/// </summary>
internal static class EngineBench
{
    public static readonly Subject Subject = new("engine", "the lab's engine: previews, up, refresh and destroy of so many resources", [1_000, 10_000], RunAsync);

    private static async Task<Table> RunAsync(ImmutableArray<int> sizes)
    {
        var rows = new List<(int Size, string Operation, TimeSpan Time)>();
        foreach (var size in sizes)
            rows.AddRange(await OperationsAsync(size).ConfigureAwait(false));
        using var process = Process.GetCurrentProcess();
        return new Table(
            ["operation", "resources", "time"],
            [.. rows.Select(r => ImmutableArray.Create(r.Operation, Table.Cell(r.Size), Table.Cell(r.Time)))],
            [
                .. rows.GroupBy(r => r.Operation).SelectMany(o => Growth.Note(o.Key, [.. o.Select(r => (r.Size, r.Time))])),
                $"Peak memory: {Table.Megabytes(process.PeakWorkingSet64)}.",
            ]);
    }

    private static async Task<List<(int, string, TimeSpan)>> OperationsAsync(int count)
    {
        var folder = Directory.CreateTempSubdirectory("slipway-bench-").FullName;
        try
        {
            var rows = new List<(int, string, TimeSpan)>();
            var cipher = PassphraseCipher.New("bench");
            foreach (var (name, operation) in ((string, Func<UpdateEngine, Task<UpdateResult>>)[])
            [
                ("preview, empty", e => e.PreviewAsync(Program, default)),
                ("up", e => e.UpAsync(Program, default)),
                ("preview, no change", e => e.PreviewAsync(Program, default)),
                ("up, no change", e => e.UpAsync(Program, default)),
                ("refresh", e => e.RefreshAsync(preview: false, default)),
                ("destroy", e => e.DestroyAsync(preview: false, default)),
            ])
            {
                var state = StackStateFile.Open(Path.Combine(folder, "state.json"), cipher);
                var host = new LabProviderHost(Path.Combine(folder, "clouds"), folder, cipher, FaultPlan.None);
                var options = new EngineOptions
                {
                    Stack = "bench",
                    Project = "bench",
                    Config = ImmutableSortedDictionary<string, PropertyValue>.Empty.Add("aws:region", "eu-west-1"),
                };
                var watch = Stopwatch.StartNew();
                var result = await operation(new UpdateEngine(state, host, options, new Silence())).ConfigureAwait(false);
                rows.Add((count, name, watch.Elapsed));
                if (result.Status != UpdateStatus.Succeeded)
                    throw new InvalidOperationException(string.Join(Environment.NewLine, result.Diagnostics.Take(5).Select(d => d.Message)));
            }
            return rows;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        async Task<ImmutableArray<Exception>> Program(IMonitor monitor, bool dryRun, CancellationToken cancellation)
        {
            var options = new ProgramOptions { Project = "bench", Stack = "bench", RootDirectory = folder, DryRun = dryRun };
            var outcome = await ProgramRunner.RunAsync(monitor, options, () =>
            {
                for (var i = 0; i < count; i += 10)
                    Ten(i);
                return Task.FromResult<IDictionary<string, object?>>(new Dictionary<string, object?>());
            }, cancellation).ConfigureAwait(false);
            return outcome.Errors;
        }
    }

    private static void Ten(int number)
    {
        var role = new Role($"role-{number}", new RoleArgs
        {
            AssumeRolePolicy = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}]}""",
            Tags = { ["number"] = number.ToString(CultureInfo.InvariantCulture) },
        });
        for (var i = 1; i < 10; i++)
        {
            _ = new RolePolicyAttachment($"attachment-{number}-{i}", new RolePolicyAttachmentArgs
            {
                Role = role.Name,
                PolicyArn = $"arn:aws:iam::aws:policy/Policy{i}",
            });
        }
    }

    private sealed class Silence : IEngineObserver
    {
        public void On(EngineEvent engineEvent)
        {
        }
    }
}
