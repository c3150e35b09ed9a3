using System.Globalization;
using System.Net;
using System.Net.Http.Headers;

namespace Slipway.Lab.Protocol;

/// <summary>What an HTTP response says of how a call ended.</summary>
internal static class RpcAnswer
{
    // Error codes of HTTP/2 (RFC 9113, section 7) with which a server resets a single call.
    private const long Refused = 0x7;
    private const long Cancel = 0x8;

    /// <summary>Passes an answer that is good.</summary>
    /// <exception cref="RpcException">It is not.</exception>
    public static void Check(HttpResponseMessage response)
    {
        // The status follows the message; without a message it stands in the headers.
        var text = Find(response.TrailingHeaders, "grpc-status") ?? Find(response.Headers, "grpc-status");
        if (text is null)
            throw response.StatusCode == HttpStatusCode.OK
                ? new RpcException(RpcStatus.Unknown, "The answer ended without a status.")
                : new RpcException(OfHttp(response.StatusCode), $"The server answered with HTTP {(int)response.StatusCode}, which no gRPC server does.");
        var status = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && Enum.IsDefined((RpcStatus)number)
            ? (RpcStatus)number
            : RpcStatus.Unknown;
        if (status != RpcStatus.Ok)
            throw new RpcException(status, Uri.UnescapeDataString(Find(response.TrailingHeaders, "grpc-message") ?? Find(response.Headers, "grpc-message") ?? ""));
    }

    /// <summary>The error of a call that the server reset while the connection stands; null for any other failure.</summary>
    public static RpcException? OfReset(Exception failure)
    {
        for (var cause = failure; cause is not null; cause = cause.InnerException)
        {
            if (cause is HttpProtocolException { ErrorCode: Cancel })
                return new RpcException(RpcStatus.Cancelled, "the server gave the call up");
            if (cause is HttpProtocolException { ErrorCode: Refused })
                return new RpcException(RpcStatus.Unavailable, "the server refused the call");
        }
        return null;
    }

    /// <summary>The code for an answer that something other than a gRPC server gave (gRPC's mapping of HTTP codes).</summary>
    private static RpcStatus OfHttp(HttpStatusCode code) => code switch
    {
        HttpStatusCode.BadRequest => RpcStatus.Internal,
        HttpStatusCode.Unauthorized => RpcStatus.Unauthenticated,
        HttpStatusCode.Forbidden => RpcStatus.PermissionDenied,
        HttpStatusCode.NotFound => RpcStatus.Unimplemented,
        HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout => RpcStatus.Unavailable,
        _ => RpcStatus.Unknown,
    };

    private static string? Find(HttpResponseHeaders headers, string name) => headers.TryGetValues(name, out var values) ? values.First() : null;
}
