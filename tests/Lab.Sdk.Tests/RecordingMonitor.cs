using System.Collections.Concurrent;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Sdk.Tests;

/// <summary>A monitor that records what it is asked, makes resources of nothing, and echoes their inputs as outputs.</summary>
internal sealed class RecordingMonitor : IMonitor
{
    public ConcurrentQueue<RegisterRequest> Registered { get; } = new();

    public ConcurrentQueue<ReadRequest> Reads { get; } = new();

    public ConcurrentQueue<InvokeRequest> Invokes { get; } = new();

    public ConcurrentQueue<LogEntry> Messages { get; } = new();

    public ConcurrentDictionary<string, PropertyMap> Outputs { get; } = new();

    public Func<RegisterRequest, RegisterResult, RegisterResult> OnRegister { get; init; } = (_, result) => result;

    public Func<ReadRequest, RegisterResult, RegisterResult> OnRead { get; init; } = (_, result) => result;

    public Func<InvokeRequest, PropertyMap> OnInvoke { get; init; } = request => request.Args;

    public RegisterRequest this[string name] => Registered.Single(r => r.Name == name);

    public PropertyMap StackOutputs => Outputs.Single(o => o.Key.Contains("::pulumi:pulumi:Stack::", StringComparison.Ordinal)).Value;

    public string[] Errors => [.. Messages.Where(m => m.Severity == LogSeverity.Error).Select(m => m.Message)];

    public static string UrnOf(string parent, string type, string name)
    {
        var types = parent.Length == 0 ? "" : parent.Split("::")[2];
        return $"urn:pulumi:dev::shop::{(types is "" or "pulumi:pulumi:Stack" ? "" : types + "$")}{type}::{name}";
    }

    public async Task<RegisterResult> RegisterResourceAsync(RegisterRequest request, CancellationToken cancellation)
    {
        await Task.Yield();
        Registered.Enqueue(request);
        return OnRegister(request, new RegisterResult
        {
            Urn = UrnOf(request.Parent, request.Type, request.Name),
            Id = request.Custom ? new StringValue(request.Name + "-id") : null,
            Outputs = request.Inputs.WithoutOutputs(),
        });
    }

    public Task RegisterResourceOutputsAsync(string urn, PropertyMap outputs, CancellationToken cancellation)
    {
        Assert.True(Outputs.TryAdd(urn, outputs));
        return Task.CompletedTask;
    }

    public Task<RegisterResult> ReadResourceAsync(ReadRequest request, CancellationToken cancellation)
    {
        Reads.Enqueue(request);
        return Task.FromResult(OnRead(request, new RegisterResult
        {
            Urn = UrnOf(request.Parent, request.Type, request.Name),
            Id = request.Id,
            Outputs = request.Properties.WithoutOutputs(),
        }));
    }

    public Task<PropertyMap> InvokeAsync(InvokeRequest request, CancellationToken cancellation)
    {
        Invokes.Enqueue(request);
        return Task.FromResult(OnInvoke(request));
    }

    public Task LogAsync(LogEntry entry, CancellationToken cancellation)
    {
        Messages.Enqueue(entry);
        return Task.CompletedTask;
    }
}
