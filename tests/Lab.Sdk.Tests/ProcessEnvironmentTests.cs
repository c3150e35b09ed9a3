using System.Collections.Immutable;
using Pulumi;
using Pulumi.Testing;
using Slipway.Tests;

namespace Slipway.Lab.Sdk.Tests;

/// <summary>Changes environment variables and the error stream of the process, so it runs with nothing beside it.</summary>
[CollectionDefinition(nameof(ProcessEnvironmentTests), DisableParallelization = true)]
[Collection(nameof(ProcessEnvironmentTests))]
public sealed class ProcessEnvironmentTests : IDisposable
{
    private readonly Dictionary<string, string?> _before = [];
    private readonly TextWriter _errorBefore = Console.Error;
    private readonly StringWriter _error = new();

    public ProcessEnvironmentTests() => Console.SetError(_error);

    public static TheoryData<Func<Task<int>>> Entries => new()
    {
        () => Deployment.RunAsync(() => { }),
        () => Deployment.RunAsync(() => ImmutableDictionary<string, object?>.Empty),
        () => Deployment.RunAsync(() => Task.CompletedTask),
        () => Deployment.RunAsync(() => Task.FromResult<IDictionary<string, object?>>(new Dictionary<string, object?>())),
        () => Deployment.RunAsync<EmptyStack>(),
        () => Deployment.RunAsync<EmptyStack>(new NoServices()),
    };

    public void Dispose()
    {
        Console.SetError(_errorBefore);
        foreach (var (variable, value) in _before)
            Environment.SetEnvironmentVariable(variable, value);
    }

    [Theory]
    [MemberData(nameof(Entries))]
    public async Task Started_with_a_part_of_the_pulumi_clis_environment_it_names_what_is_missing(Func<Task<int>> run)
    {
        Set("PULUMI_MONITOR", "127.0.0.1:1");

        Assert.Equal(1, await run());
        Assert.Equal("error: PULUMI_MONITOR is set, but PULUMI_ENGINE is not. The pulumi CLI sets both: run the program with 'pulumi preview' or 'pulumi up', or unset PULUMI_MONITOR.", _error.ToString().TrimEnd());
    }

    [FactWith("node", "npm:@pulumi/pulumi")]
    public async Task Started_by_the_pulumi_cli_every_kind_of_program_runs_under_its_engine()
    {
        await using var engine = await PulumiEngine.StartAsync();
        foreach (var (name, value) in engine.Environment)
            Set(name, value);
        Func<Task<int>>[] runs =
        [
            () => Deployment.RunAsync(() => { _ = new Bucket("action"); }),
            () => Deployment.RunAsync(() => ImmutableDictionary<string, object?>.Empty.Add("kind", "function")),
            () => Deployment.RunAsync(() => Task.FromResult(new Bucket("task"))),
            () => Deployment.RunAsync(() => Task.FromResult<IDictionary<string, object?>>(new Dictionary<string, object?> { ["kind"] = "task" })),
            () => Deployment.RunAsync<EmptyStack>(),
            () => Deployment.RunAsync<EmptyStack>(new Services(new Lazy<EmptyStack>())),
        ];

        foreach (var run in runs)
            Assert.Equal((0, ""), (await run(), _error.ToString()));

        var requests = await engine.StopAsync();
        Assert.Equal(runs.Length, requests.Count(r => (string?)r["type"] == "pulumi:pulumi:Stack"));
        Assert.Equal(["action", "task"], requests.Where(r => (string?)r["type"] == Bucket.TypeToken).Select(r => (string)r["name"]!));
        Assert.Equal(["function", "task"], requests.Where(r => (string)r["call"]! == "outputs").Select(r => (string?)r["outputs"]!["kind"]).Where(kind => kind is not null)!);
    }

    [Theory]
    [MemberData(nameof(Entries))]
    public async Task Started_by_itself_it_says_how_to_run_it(Func<Task<int>> run)
    {
        Set("PULUMI_MONITOR", null);

        Assert.Equal(1, await run());
        Assert.Contains("./slipway up <env>", _error.ToString());
    }

    [Theory]
    [InlineData("1")]
    [InlineData("true")]
    [InlineData("True")]
    public void An_outputs_ToString_throws_when_the_environment_asks_for_it(string value)
    {
        Set("PULUMI_ERROR_OUTPUT_STRING", value);

        Assert.Throws<InvalidOperationException>(() => Output.Create("v").ToString());
    }

    [Theory]
    [InlineData("0")]
    [InlineData("no")]
    [InlineData(null)]
    public void An_outputs_ToString_does_not_throw_otherwise(string? value)
    {
        Set("PULUMI_ERROR_OUTPUT_STRING", value);

        Assert.NotEmpty(Output.Create("v").ToString());
    }

    [Fact]
    public async Task A_mocked_run_is_configured_by_the_environment()
    {
        Set("PULUMI_CONFIG", """{"project:size":"3","project:key":"k"}""");
        Set("PULUMI_CONFIG_SECRET_KEYS", """["project:key"]""");

        await Deployment.TestAsync(new NoMocks(), new TestOptions(), () =>
        {
            Assert.Equal(3, new Config().RequireInt32("size"));
            Assert.Contains("[secret]", Assert.Throws<RunException>(() => new Config().RequireInt32("key")).Message);
        });
    }

    [Fact]
    public async Task A_run_by_the_lab_is_not_configured_by_the_environment()
    {
        Set("PULUMI_CONFIG", """{"shop:size":"3"}""");

        await Programs.SucceedAsync(() => Assert.Null(new Config().Get("size")));
    }

    private void Set(string variable, string? value)
    {
        _before.TryAdd(variable, Environment.GetEnvironmentVariable(variable));
        Environment.SetEnvironmentVariable(variable, value);
    }

    private sealed class EmptyStack : Stack;

    private sealed class Services(Lazy<EmptyStack> stack) : IServiceProvider
    {
        public object? GetService(Type serviceType) => serviceType == typeof(EmptyStack) ? stack.Value : null;
    }

    private sealed class NoServices : IServiceProvider
    {
        public object? GetService(Type serviceType) => null;
    }

    private sealed class NoMocks : IMocks
    {
        public Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args) => throw new NotSupportedException();

        public Task<object> CallAsync(MockCallArgs args) => throw new NotSupportedException();
    }
}
