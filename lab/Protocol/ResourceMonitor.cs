using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Slipway.Lab.Protocol.Messages;

namespace Slipway.Lab.Protocol;

/// <summary>The engine's service <c>pulumirpc.ResourceMonitor</c>. Calls that ask for a resource take as long as the cloud takes.</summary>
/// <param name="connection">To the address in <c>PULUMI_MONITOR</c>.</param>
public sealed class ResourceMonitor(RpcConnection connection)
{
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(30);

    /// <summary>Whether the engine has a feature.</summary>
    public async Task<bool> SupportsFeatureAsync(string id, CancellationToken cancellation) =>
        (await CallAsync<SupportsFeatureResponse>("SupportsFeature", new SupportsFeatureRequest { Id = id }, Short, cancellation).ConfigureAwait(false)).HasSupport;

    /// <summary>Registers a resource; answered when it is in place.</summary>
    public Task<RegisterResourceResponse> RegisterResourceAsync(RegisterResourceRequest request, CancellationToken cancellation) =>
        CallAsync<RegisterResourceResponse>("RegisterResource", request, null, cancellation);

    /// <summary>Records what a component gives out.</summary>
    public Task RegisterResourceOutputsAsync(RegisterResourceOutputsRequest request, CancellationToken cancellation) =>
        CallAsync<Empty>("RegisterResourceOutputs", request, null, cancellation);

    /// <summary>Reads a resource that exists.</summary>
    public Task<ReadResourceResponse> ReadResourceAsync(ReadResourceRequest request, CancellationToken cancellation) =>
        CallAsync<ReadResourceResponse>("ReadResource", request, null, cancellation);

    /// <summary>Calls a provider's function.</summary>
    public Task<ResourceInvokeResponse> InvokeAsync(ResourceInvokeRequest request, CancellationToken cancellation) =>
        CallAsync<ResourceInvokeResponse>("Invoke", request, null, cancellation);

    /// <summary>Says that everything is registered, and waits until the engine needs the program no longer.</summary>
    public Task SignalAndWaitForShutdownAsync(CancellationToken cancellation) =>
        CallAsync<Empty>("SignalAndWaitForShutdown", new Empty(), null, cancellation);

    private Task<TResponse> CallAsync<TResponse>(string method, IMessage request, TimeSpan? deadline, CancellationToken cancellation)
        where TResponse : IMessage, new() =>
        connection.CallAsync<TResponse>($"pulumirpc.ResourceMonitor/{method}", request, deadline, cancellation);
}
