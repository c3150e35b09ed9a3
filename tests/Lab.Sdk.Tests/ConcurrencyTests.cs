using Pulumi;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Sdk.Tests;

public sealed class ConcurrencyTests
{
    [Fact]
    public async Task Several_programs_run_at_once_and_each_sees_its_own_stack()
    {
        var waiting = 4;
        var together = new TaskCompletionSource();

        var seen = await Task.WhenAll(Enumerable.Range(0, 4).Select(async i =>
        {
            var monitor = new RecordingMonitor();
            var options = Programs.Options with { Stack = $"s{i}", Config = new Dictionary<string, string> { ["shop:n"] = $"{i}" } };
            await ProgramRunner.RunAsync(monitor, options, RunAsync, CancellationToken.None);
            return string.Join(" ", monitor.Registered.Select(r => r.Name));
        }));

        Assert.Equal(["shop-s0 a s0-0", "shop-s1 a s1-1", "shop-s2 a s2-2", "shop-s3 a s3-3"], seen);

        async Task<IDictionary<string, object?>> RunAsync()
        {
            if (Interlocked.Decrement(ref waiting) == 0)
                together.SetResult();
            await together.Task;
            new Bucket("a").Id.Apply(_ => new Bucket($"{Deployment.Instance.StackName}-{new Config().Require("n")}"));
            return new Dictionary<string, object?>();
        }
    }

    [Fact]
    public async Task A_run_leaves_nothing_behind_in_its_caller()
    {
        await Programs.SucceedAsync(() => { });

        Assert.Throws<InvalidOperationException>(() => Deployment.Instance);
    }

    [Fact]
    public async Task A_program_cannot_run_another()
    {
        var errors = await Programs.FailAsync(() => Programs.SucceedAsync(() => { }).GetAwaiter().GetResult());

        Assert.Contains("A program cannot run another one", Assert.Single(errors).Message);
    }

    [Fact]
    public async Task Thousands_of_resources_in_chains_and_fans_all_arrive()
    {
        var monitor = await Programs.SucceedAsync(() =>
        {
            var previous = Output.Create("start");
            for (var i = 0; i < 2000; i++)
            {
                previous = new Bucket($"chain-{i}", new() { Location = previous }).Location;
                _ = new Bucket($"fan-{i}", new() { Location = "x", Zones = { "a", "b" } });
            }
        });

        Assert.Equal(4001, monitor.Registered.Count);
        Assert.Equal("start", ((OutputValue)monitor["chain-1999"].Inputs["location"]).Value);
        Assert.Equal(["urn:pulumi:dev::shop::cloud:storage/bucket:Bucket::chain-1998"], monitor["chain-1999"].Dependencies.ToArray());
    }
}
