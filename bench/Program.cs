using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Pulumi.Aws.Iam;
using Slipway.Bench;
using Slipway.Lab;
using Slipway.Lab.Clouds;
using Slipway.Lab.Engine;
using Slipway.Lab.Engine.Secrets;
using Slipway.Lab.Engine.State;
using Slipway.Lab.Wire;

// How long the lab takes for a stack of a given size, through all of it: typed SDK, engine, state on disk, cloud on disk.
//
//   bench/run [resources]        default: 10000
//   bench/run check [objects]    default: 1000: how long a check takes of a fleet of that many objects in overlays of ten
//
// Every tenth resource is a component's role, the others are policies attached to it: a graph as wide as real ones.
if (args is ["check", .. var rest])
{
    CheckBench.Run(rest is [var objects] ? int.Parse(objects, CultureInfo.InvariantCulture) : 1_000);
    return;
}
var count = args is [var given] ? int.Parse(given, CultureInfo.InvariantCulture) : 10_000;
var folder = Directory.CreateTempSubdirectory("slipway-bench-").FullName;
try
{
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
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{name,-20} {watch.Elapsed.TotalSeconds,6:0.00} s  {result.Steps.Length,6} resources  {result.Status}"));
        if (result.Status != UpdateStatus.Succeeded)
            throw new InvalidOperationException(string.Join(Environment.NewLine, result.Diagnostics.Take(5).Select(d => d.Message)));
    }
    using var process = Process.GetCurrentProcess();
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"peak memory",-20} {process.PeakWorkingSet64 / 1e6,6:0} MB"));
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

static void Ten(int number)
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

internal sealed class Silence : IEngineObserver
{
    public void On(EngineEvent engineEvent)
    {
    }
}
