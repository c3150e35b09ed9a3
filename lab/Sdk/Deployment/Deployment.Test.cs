using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json;
using Pulumi.Testing;
using Slipway.Lab;

namespace Pulumi;

public sealed partial class Deployment
{
    /// <summary>Runs a stack class over mocks; what went wrong is thrown. Configuration comes from the environment variable <c>PULUMI_CONFIG</c>.</summary>
    /// <returns>All resources in the order they were made, the stack included.</returns>
    /// <exception cref="RunException">The program failed with one error.</exception>
    /// <exception cref="AggregateException">The program failed with several.</exception>
    public static Task<ImmutableArray<Resource>> TestAsync<TStack>(IMocks mocks, TestOptions? options = null)
        where TStack : Stack, new() =>
        RunMockedAsync(mocks, options, () => ProgramRunner.Make(Activator.CreateInstance<TStack>));

    /// <summary>Runs a stack class that the services make over mocks; what went wrong is thrown.</summary>
    /// <returns>All resources in the order they were made, the stack included.</returns>
    public static Task<ImmutableArray<Resource>> TestWithServiceProviderAsync<TStack>(IMocks mocks, IServiceProvider serviceProvider, TestOptions? options = null)
        where TStack : Stack
    {
        ArgumentNullException.ThrowIfNull(serviceProvider);
        return RunMockedAsync(mocks, options, () => ProgramRunner.Make(() => From<TStack>(serviceProvider)));
    }

    /// <summary>Runs a program over mocks; what went wrong is thrown.</summary>
    /// <returns>The resources that it made, in order.</returns>
    public static async Task<ImmutableArray<Resource>> TestAsync(IMocks testMocks, TestOptions testOptions, Action createResources)
    {
        ArgumentNullException.ThrowIfNull(createResources);
        var (resources, _) = await TestAsync(testMocks, testOptions, () =>
        {
            createResources();
            return Task.FromResult(NoOutputs());
        }).ConfigureAwait(false);
        return resources;
    }

    /// <summary>Runs an asynchronous program over mocks; what went wrong is thrown.</summary>
    /// <returns>The resources that it made, in order.</returns>
    public static async Task<ImmutableArray<Resource>> TestAsync(IMocks testMocks, TestOptions testOptions, Func<Task> createResources)
    {
        ArgumentNullException.ThrowIfNull(createResources);
        var (resources, _) = await TestAsync(testMocks, testOptions, async () =>
        {
            await createResources().ConfigureAwait(false);
            return NoOutputs();
        }).ConfigureAwait(false);
        return resources;
    }

    /// <summary>Runs a program over mocks; what went wrong is thrown.</summary>
    /// <returns>The resources that it made, in order, and what it returned.</returns>
    public static Task<(ImmutableArray<Resource> Resources, IDictionary<string, object?> Outputs)> TestAsync(
        IMocks testMocks, TestOptions testOptions, Func<IDictionary<string, object?>> createResources)
    {
        ArgumentNullException.ThrowIfNull(createResources);
        return TestAsync(testMocks, testOptions, () => Task.FromResult(createResources()));
    }

    /// <summary>Runs an asynchronous program over mocks; what went wrong is thrown.</summary>
    /// <returns>The resources that it made, in order, and what it returned.</returns>
    public static async Task<(ImmutableArray<Resource> Resources, IDictionary<string, object?> Outputs)> TestAsync(
        IMocks testMocks, TestOptions testOptions, Func<Task<IDictionary<string, object?>>> createResources)
    {
        ArgumentNullException.ThrowIfNull(createResources);
        IDictionary<string, object?> outputs = NoOutputs();
        var resources = await RunMockedAsync(
            testMocks,
            testOptions,
            () => ProgramRunner.Call(async () => outputs = await createResources().ConfigureAwait(false), null)).ConfigureAwait(false);
        return ([.. resources.Where(resource => resource is not Stack)], outputs);
    }

    private static IDictionary<string, object?> NoOutputs() => new Dictionary<string, object?>();

    private static async Task<ImmutableArray<Resource>> RunMockedAsync(IMocks mocks, TestOptions? options, Func<Task> main)
    {
        ArgumentNullException.ThrowIfNull(mocks);
        var program = new ProgramOptions
        {
            Project = options?.ProjectName ?? "project",
            Stack = options?.StackName ?? "stack",
            Organization = options?.OrganizationName ?? "organization",
            RootDirectory = options?.RootDirectory ?? Environment.CurrentDirectory,
            DryRun = options?.IsPreview ?? true,
            Config = FromEnvironment<Dictionary<string, string>>("PULUMI_CONFIG"),
            SecretKeys = FromEnvironment<HashSet<string>>("PULUMI_CONFIG_SECRET_KEYS"),
        };
        var monitor = new MockMonitor(mocks, program.Project, program.Stack);
        var resources = new ConcurrentQueue<Resource>();
        var outcome = await ProgramRunner.RunAsync(monitor, program, main, CancellationToken.None, resources.Enqueue).ConfigureAwait(false);
        return monitor.Errors switch
        {
            [] => outcome.Errors.IsEmpty ? [.. resources] : throw new AggregateException(outcome.Errors),
            [var only] => throw new RunException(only, outcome.Errors[0]),
            var errors => throw new AggregateException(errors.Select(error => new RunException(error))),
        };
    }

    private static T FromEnvironment<T>(string variable)
        where T : new() =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } json ? JsonSerializer.Deserialize<T>(json) ?? new T() : new T();
}
