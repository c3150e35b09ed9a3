using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Google.Protobuf;

namespace Slipway.Lab.Protocol;

/// <summary>
/// Unary gRPC calls over HTTP/2 without TLS (gRPC over HTTP2, the protocol's own document). It serves any number of calls at once.
/// </summary>
public sealed class RpcConnection : IDisposable
{
    /// <summary>A message is led by a flag (compressed or not) and its length, four bytes, big-endian.</summary>
    private const int PrefixLength = 5;

    private static readonly MediaTypeHeaderValue Grpc = new("application/grpc");

    private readonly HttpClient _client;
    private readonly string _address;

    /// <summary>Connects with the first call.</summary>
    /// <param name="address">Host and port, e.g. <c>127.0.0.1:40001</c>.</param>
    /// <exception cref="FormatException">The address is none.</exception>
    public RpcConnection(string address)
    {
        if (!Uri.TryCreate($"http://{address}", UriKind.Absolute, out var uri) || uri.PathAndQuery != "/")
            throw new FormatException($"'{address}' is no address; one reads host:port, e.g. 127.0.0.1:40001.");
        _address = address;
        // A proxy of the environment is for the internet, not for a neighbour on this machine.
        var handler = new SocketsHttpHandler { UseProxy = false, UseCookies = false, EnableMultipleHttp2Connections = true, ActivityHeadersPropagator = null };
        _client = new HttpClient(handler) { BaseAddress = uri, Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>Calls a method.</summary>
    /// <param name="method">Service and method, e.g. <c>pulumirpc.Engine/Log</c>.</param>
    /// <param name="request">What is sent.</param>
    /// <param name="deadline">How long it may take; null for as long as it takes.</param>
    /// <param name="cancellation">Gives the call up.</param>
    /// <exception cref="RpcException">The server answered with an error, or not in time.</exception>
    /// <exception cref="ConnectionLostException">There is no server, or no longer.</exception>
    public async Task<TResponse> CallAsync<TResponse>(string method, IMessage request, TimeSpan? deadline, CancellationToken cancellation)
        where TResponse : IMessage, new()
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, "/" + method)
        {
            // Without TLS there is nothing to agree on a version by: both sides must know that it is HTTP/2.
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(Framed(request)),
        };
        message.Content.Headers.ContentType = Grpc;
        message.Headers.TE.Add(new TransferCodingWithQualityHeaderValue("trailers"));
        using var timer = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        if (deadline is { } time)
        {
            message.Headers.TryAddWithoutValidation("grpc-timeout", ((long)time.TotalMilliseconds).ToString(CultureInfo.InvariantCulture) + "m");
            timer.CancelAfter(time);
        }
        try
        {
            using var response = await _client.SendAsync(message, HttpCompletionOption.ResponseContentRead, timer.Token).ConfigureAwait(false);
            RpcAnswer.Check(response);
            var answer = new TResponse();
            answer.MergeFrom(Unframed(await response.Content.ReadAsByteArrayAsync(timer.Token).ConfigureAwait(false)));
            return answer;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new RpcException(RpcStatus.DeadlineExceeded, $"{_address} did not answer {method} within {deadline?.TotalSeconds} s.");
        }
        catch (InvalidProtocolBufferException e)
        {
            throw new RpcException(RpcStatus.Internal, $"{_address} answered {method} with what is no such message: {e.Message}");
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw RpcAnswer.OfReset(e) ?? (Exception)new ConnectionLostException(_address, e);
        }
    }

    /// <inheritdoc />
    public void Dispose() => _client.Dispose();

    private static byte[] Framed(IMessage request)
    {
        var frame = new byte[PrefixLength + request.CalculateSize()];
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), frame.Length - PrefixLength);
        request.WriteTo(frame.AsSpan(PrefixLength));
        return frame;
    }

    private static ReadOnlySpan<byte> Unframed(byte[] frame) =>
        frame.Length >= PrefixLength && frame[0] == 0 && BinaryPrimitives.ReadInt32BigEndian(frame.AsSpan(1)) == frame.Length - PrefixLength
            ? frame.AsSpan(PrefixLength)
            : throw new RpcException(RpcStatus.Internal, $"The answer is not one plain message: it has {frame.Length} bytes.");
}
