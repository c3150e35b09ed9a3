namespace Slipway.Lab.Protocol;

/// <summary>The server answered a call with an error.</summary>
/// <param name="status">The code; never <see cref="RpcStatus.Ok"/>.</param>
/// <param name="detail">What the server says, for people; may be empty.</param>
public sealed class RpcException(RpcStatus status, string detail) : Exception(detail.Length > 0 ? detail : status.ToString())
{
    /// <summary>The code.</summary>
    public RpcStatus Status { get; } = status;
}

/// <summary>There is no server to answer: it cannot be reached, or the connection broke in the middle of a call.</summary>
/// <param name="address">Where the server was sought, host and port.</param>
/// <param name="cause">What the network said.</param>
public sealed class ConnectionLostException(string address, Exception cause) : Exception($"No connection to {address}: {cause.GetBaseException().Message}", cause);
