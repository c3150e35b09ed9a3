using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Slipway.Lab.Wire;

namespace Slipway.EndToEnd.Remote;

/// <summary>
/// Passes everything on to the lab's engine, and keeps both sides: what the program asked, and the answers as a script for the engine that
/// <c>tests/tools/pulumi-engine.cjs</c> plays.
/// </summary>
internal sealed class RecordingMonitor(IMonitor engine) : IMonitor
{
    private readonly ConcurrentQueue<JsonObject> _requests = new();
    private readonly JsonObject _registered = [];
    private readonly JsonObject _read = [];
    private readonly JsonArray _invoked = [];

    /// <summary>What was asked, in the form in which it is recorded on the other side.</summary>
    public IReadOnlyCollection<JsonObject> Requests => _requests;

    /// <summary>The answers.</summary>
    public JsonObject Script => new() { ["register"] = _registered.DeepClone(), ["read"] = _read.DeepClone(), ["invoke"] = _invoked.DeepClone() };

    /// <inheritdoc />
    public async Task<RegisterResult> RegisterResourceAsync(RegisterRequest request, CancellationToken cancellation)
    {
        _requests.Enqueue(WireForm.Of(request));
        var result = await engine.RegisterResourceAsync(request, cancellation);
        lock (_registered)
            _registered[$"{request.Parent}|{request.Type}|{request.Name}"] = WireForm.Of(result);
        return result;
    }

    /// <inheritdoc />
    public Task RegisterResourceOutputsAsync(string urn, PropertyMap outputs, CancellationToken cancellation)
    {
        _requests.Enqueue(new() { ["call"] = "outputs", ["urn"] = urn, ["outputs"] = WireForm.Of(outputs) });
        return engine.RegisterResourceOutputsAsync(urn, outputs, cancellation);
    }

    /// <inheritdoc />
    public async Task<RegisterResult> ReadResourceAsync(ReadRequest request, CancellationToken cancellation)
    {
        _requests.Enqueue(WireForm.Of(request));
        var result = await engine.ReadResourceAsync(request, cancellation);
        lock (_read)
            _read[$"{request.Parent}|{request.Type}|{request.Name}"] = WireForm.Of(result);
        return result;
    }

    /// <inheritdoc />
    public async Task<PropertyMap> InvokeAsync(InvokeRequest request, CancellationToken cancellation)
    {
        _requests.Enqueue(WireForm.Of(request));
        var result = await engine.InvokeAsync(request, cancellation);
        lock (_invoked)
            _invoked.Add(new JsonObject { ["tok"] = request.Token, ["args"] = WireForm.Of(request.Args), ["return"] = WireForm.Of(result) });
        return result;
    }

    /// <inheritdoc />
    public Task LogAsync(LogEntry entry, CancellationToken cancellation)
    {
        _requests.Enqueue(new()
        {
            ["call"] = "log", ["severity"] = (int)entry.Severity, ["message"] = entry.Message, ["urn"] = entry.Urn, ["streamId"] = entry.StreamId, ["ephemeral"] = entry.Ephemeral,
        });
        return engine.LogAsync(entry, cancellation);
    }
}
