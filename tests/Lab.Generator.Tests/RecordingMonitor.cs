using System.Collections.Concurrent;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Generator.Tests;

/// <summary>Takes what a program sends, and answers with the outputs it was given.</summary>
internal sealed class RecordingMonitor(PropertyMap outputs) : IMonitor
{
    public ConcurrentQueue<RegisterRequest> Registered { get; } = [];

    public ConcurrentQueue<ReadRequest> Read { get; } = [];

    public ConcurrentQueue<InvokeRequest> Invoked { get; } = [];

    /// <summary>Runs a program over a monitor that answers with these outputs.</summary>
    public static async Task<RecordingMonitor> RunAsync(PropertyMap outputs, Func<IDictionary<string, object?>> program)
    {
        var monitor = new RecordingMonitor(outputs);
        var options = new ProgramOptions { Project = "p", Stack = "s", RootDirectory = ".", DryRun = false };
        var outcome = await ProgramRunner.RunAsync(monitor, options, () => Task.FromResult(program()), CancellationToken.None);
        Assert.Empty(outcome.Errors);
        return monitor;
    }

    public RegisterRequest Resource(string type) => Assert.Single(Registered, r => r.Type == type);

    public PropertyMap StackOutputs { get; private set; } = PropertyMap.Empty;

    public Task<RegisterResult> RegisterResourceAsync(RegisterRequest request, CancellationToken cancellation)
    {
        Registered.Enqueue(request);
        return Task.FromResult(new RegisterResult { Urn = $"urn:pulumi:s::p::{request.Type}::{request.Name}", Id = "id-1", Outputs = outputs });
    }

    public Task RegisterResourceOutputsAsync(string urn, PropertyMap outputs, CancellationToken cancellation)
    {
        StackOutputs = outputs;
        return Task.CompletedTask;
    }

    public Task<RegisterResult> ReadResourceAsync(ReadRequest request, CancellationToken cancellation)
    {
        Read.Enqueue(request);
        return Task.FromResult(new RegisterResult { Urn = $"urn:pulumi:s::p::{request.Type}::{request.Name}", Id = request.Id, Outputs = outputs });
    }

    public Task<PropertyMap> InvokeAsync(InvokeRequest request, CancellationToken cancellation)
    {
        Invoked.Enqueue(request);
        return Task.FromResult(outputs);
    }

    public Task LogAsync(LogEntry entry, CancellationToken cancellation) => Task.CompletedTask;
}
