using Pulumi;
using Slipway.Lab.Protocol;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Remote;

/// <summary>The seam's other side in the <c>pulumi</c> CLI: passes everything to its engine.</summary>
/// <param name="monitor">Where resources go.</param>
/// <param name="engine">Where messages go.</param>
/// <param name="end">Ends the program's run when the engine does.</param>
internal sealed class RemoteMonitor(ResourceMonitor monitor, EngineService engine, EngineEnd end) : IMonitor
{
    /// <summary>What the requests here rely on, and engines have had since 2022.</summary>
    private static readonly string[] Features = ["secrets", "resourceReferences", "aliasSpecs", "deletedWith"];

    /// <summary>Makes sure that the engine understands what will be sent.</summary>
    /// <exception cref="RunException">It does not.</exception>
    public async Task RequireFeaturesAsync(CancellationToken cancellation)
    {
        var supported = await CallAsync(
            "The engine's features",
            () => Task.WhenAll(Features.Select(f => monitor.SupportsFeatureAsync(f, cancellation)))).ConfigureAwait(false);
        if (Features.Where((_, i) => !supported[i]).ToArray() is { Length: > 0 } missing)
            throw new RunException($"This pulumi CLI is too old: its engine lacks {string.Join(", ", missing)}. Install a current version of the CLI.");
    }

    /// <inheritdoc />
    public Task<RegisterResult> RegisterResourceAsync(RegisterRequest request, CancellationToken cancellation) =>
        CallAsync($"{request.Name} ({request.Type})", async () =>
        {
            var result = WireRequests.ToResult(await monitor.RegisterResourceAsync(WireRequests.ToMessage(request), cancellation).ConfigureAwait(false), request.Custom);
            if (request.Type == Stack.RootType)
                await WhereKnownAsync(engine.SetRootResourceAsync(result.Urn, cancellation)).ConfigureAwait(false);
            return result;
        });

    /// <inheritdoc />
    public Task RegisterResourceOutputsAsync(string urn, PropertyMap outputs, CancellationToken cancellation) =>
        CallAsync($"The outputs of {urn}", async () =>
        {
            await monitor.RegisterResourceOutputsAsync(new() { Urn = urn, Outputs = WireValues.ToStruct(outputs) }, cancellation).ConfigureAwait(false);
            return true;
        });

    /// <inheritdoc />
    public Task<RegisterResult> ReadResourceAsync(ReadRequest request, CancellationToken cancellation) =>
        CallAsync($"{request.Name} ({request.Type})", async () =>
            WireRequests.ToResult(await monitor.ReadResourceAsync(WireRequests.ToMessage(request), cancellation).ConfigureAwait(false), request.Id));

    /// <inheritdoc />
    public Task<PropertyMap> InvokeAsync(InvokeRequest request, CancellationToken cancellation) =>
        CallAsync(request.Token, async () =>
        {
            var response = await monitor.InvokeAsync(WireRequests.ToMessage(request), cancellation).ConfigureAwait(false);
            return response.Failures.Count == 0
                ? WireValues.FromStruct(response.Return)
                : throw new MonitorException($"{request.Token}: {string.Join("; ", response.Failures.Select(f => f.Property.Length > 0 ? $"{f.Property}: {f.Reason}" : f.Reason))}");
        });

    /// <inheritdoc />
    public Task LogAsync(LogEntry entry, CancellationToken cancellation) => engine.LogAsync(WireRequests.ToMessage(entry), cancellation);

    /// <summary>Says that everything is registered; returns when the engine is done with it.</summary>
    public Task SignalAndWaitForShutdownAsync(CancellationToken cancellation) => CallAsync("The end of the program", async () =>
    {
        // An older engine takes the end of the process for the signal.
        await WhereKnownAsync(monitor.SignalAndWaitForShutdownAsync(cancellation)).ConfigureAwait(false);
        return true;
    });

    /// <summary>A call that an engine may do without.</summary>
    private static async Task WhereKnownAsync(Task call)
    {
        try
        {
            await call.ConfigureAwait(false);
        }
        catch (RpcException e) when (e.Status == RpcStatus.Unimplemented)
        {
            // The run goes on without it.
        }
    }

    private async Task<T> CallAsync<T>(string subject, Func<Task<T>> call)
    {
        try
        {
            return await call().ConfigureAwait(false);
        }
        catch (RpcException e) when (e.Status is RpcStatus.Unavailable or RpcStatus.Cancelled)
        {
            // So an engine answers what is under way when it was cancelled, or when a resource failed; it has told why itself.
            end.Stopped(e.Message);
            throw new OperationCanceledException(end.Token);
        }
        catch (RpcException e)
        {
            throw new MonitorException($"{subject}: {e.Message}");
        }
        catch (ConnectionLostException e)
        {
            await FindOutAsync(e).ConfigureAwait(false);
            throw new OperationCanceledException(end.Token);
        }
    }

    /// <summary>A monitor that is gone while its engine still answers was shut down; else there is nobody left.</summary>
    private async Task FindOutAsync(ConnectionLostException failure)
    {
        try
        {
            _ = await engine.GetRootResourceAsync(end.Token).ConfigureAwait(false);
            end.Stopped("its monitor is gone");
        }
        catch (RpcException e) when (e.Status != RpcStatus.DeadlineExceeded)
        {
            end.Stopped("its monitor is gone");
        }
        catch (Exception e) when (e is RpcException or ConnectionLostException)
        {
            end.Lost(failure);
        }
    }
}
