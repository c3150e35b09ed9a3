using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Slipway.Lab.Protocol.Messages;

namespace Slipway.Lab.Protocol;

/// <summary>The engine's service <c>pulumirpc.Engine</c>, which outlives the resource monitor. Every call is a short one.</summary>
/// <param name="connection">To the address in <c>PULUMI_ENGINE</c>.</param>
public sealed class EngineService(RpcConnection connection)
{
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(30);

    /// <summary>Shows a message.</summary>
    public Task LogAsync(LogRequest request, CancellationToken cancellation) => CallAsync<Empty>("Log", request, cancellation);

    /// <summary>Says which resource is the root, to which messages without a resource of their own belong.</summary>
    public Task SetRootResourceAsync(string urn, CancellationToken cancellation) =>
        CallAsync<SetRootResourceResponse>("SetRootResource", new SetRootResourceRequest { Urn = urn }, cancellation);

    /// <summary>The root resource's URN; empty before it is set.</summary>
    public async Task<string> GetRootResourceAsync(CancellationToken cancellation) =>
        (await CallAsync<GetRootResourceResponse>("GetRootResource", new GetRootResourceRequest(), cancellation).ConfigureAwait(false)).Urn;

    private Task<TResponse> CallAsync<TResponse>(string method, IMessage request, CancellationToken cancellation)
        where TResponse : IMessage, new() =>
        connection.CallAsync<TResponse>($"pulumirpc.Engine/{method}", request, Short, cancellation);
}
