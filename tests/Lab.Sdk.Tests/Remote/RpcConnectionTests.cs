using System.Diagnostics;
using Slipway.Lab.Protocol;
using Slipway.Lab.Protocol.Messages;
using Slipway.Tests;

namespace Slipway.Lab.Sdk.Tests.Remote;

/// <summary>The call layer against a server that does what it should not (<c>tests/tools/odd-server.cjs</c>).</summary>
public sealed class RpcConnectionTests : IAsyncLifetime
{
    private Process? _server;
    private RpcConnection? _connection;

    public async Task InitializeAsync()
    {
        if (new FactWithAttribute("node").Skip is not null)
            return;
        _server = Process.Start(new ProcessStartInfo("node", [Path.Combine(FactWithAttribute.ToolFolder, "odd-server.cjs")]) { RedirectStandardInput = true, RedirectStandardOutput = true });
        _connection = new RpcConnection(await _server!.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The server did not come up."));
    }

    public async Task DisposeAsync()
    {
        _connection?.Dispose();
        if (_server is null)
            return;
        _server.StandardInput.Close();
        await _server.WaitForExitAsync();
        _server.Dispose();
    }

    [FactWith("node")]
    public async Task An_error_has_the_servers_code_and_text()
    {
        var error = await FailAsync("status/5");

        Assert.Equal((RpcStatus.NotFound, "50% of € 2"), (error.Status, error.Message));
    }

    [FactWith("node")]
    public async Task An_error_may_come_at_once_in_the_headers()
    {
        var error = await FailAsync("headers/14");

        Assert.Equal((RpcStatus.Unavailable, "at once"), (error.Status, error.Message));
    }

    [FactWith("node")]
    public async Task A_code_that_does_not_exist_is_an_unknown_error() => Assert.Equal(RpcStatus.Unknown, (await FailAsync("status/99")).Status);

    [FactWith("node")]
    public async Task An_answer_without_a_status_is_an_error() => Assert.Equal(RpcStatus.Unknown, (await FailAsync("silent")).Status);

    [FactWith("node")]
    public async Task An_answer_of_something_that_is_no_grpc_server_is_mapped_by_its_http_code()
    {
        var codes = new Dictionary<int, RpcStatus>
        {
            [400] = RpcStatus.Internal, [401] = RpcStatus.Unauthenticated, [403] = RpcStatus.PermissionDenied, [404] = RpcStatus.Unimplemented,
            [429] = RpcStatus.Unavailable, [502] = RpcStatus.Unavailable, [503] = RpcStatus.Unavailable, [504] = RpcStatus.Unavailable, [418] = RpcStatus.Unknown,
        };

        var mapped = await Task.WhenAll(codes.Keys.Select(async code => (code, (await FailAsync($"http/{code}")).Status)));

        Assert.Equal(codes, mapped.ToDictionary(m => m.code, m => m.Status));
    }

    [FactWith("node")]
    public async Task What_is_no_message_of_the_kind_is_an_internal_error() => Assert.Equal(RpcStatus.Internal, (await FailAsync("garbage")).Status);

    [FactWith("node")]
    public async Task A_message_that_is_shorter_than_it_says_is_an_internal_error() => Assert.Equal(RpcStatus.Internal, (await FailAsync("short")).Status);

    [FactWith("node")]
    public async Task A_compressed_message_was_not_asked_for_and_is_an_internal_error() => Assert.Equal(RpcStatus.Internal, (await FailAsync("compressed")).Status);

    [FactWith("node")]
    public async Task A_call_that_the_server_resets_is_cancelled_and_the_connection_stays() =>
        Assert.Equal((RpcStatus.Cancelled, RpcStatus.NotFound), ((await FailAsync("reset/8")).Status, (await FailAsync("status/5")).Status));

    [FactWith("node")]
    public async Task A_connection_that_breaks_is_no_answer_of_the_server() =>
        await Assert.ThrowsAsync<ConnectionLostException>(() => CallAsync("hangup", null));

    [FactWith("node")]
    public async Task A_call_without_an_answer_ends_with_its_deadline()
    {
        var error = await Assert.ThrowsAsync<RpcException>(() => CallAsync("never/call", TimeSpan.FromMilliseconds(50)));

        Assert.Equal(RpcStatus.DeadlineExceeded, error.Status);
        Assert.Contains("did not answer never/call within 0.05 s", error.Message);
    }

    [FactWith("node")]
    public async Task The_server_is_told_the_deadline() => Assert.Equal("90000m", (await CallAsync("deadline", TimeSpan.FromSeconds(90))).Urn);

    [FactWith("node")]
    public async Task A_call_that_the_caller_gives_up_is_cancelled_as_it_said()
    {
        using var source = new CancellationTokenSource();
        var call = _connection!.CallAsync<GetRootResourceResponse>("never/call", new GetRootResourceRequest(), null, source.Token);
        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b:1")]
    [InlineData("127.0.0.1:1/path")]
    public void What_is_no_address_is_refused(string address) => Assert.Throws<FormatException>(() => new RpcConnection(address));

    private Task<RpcException> FailAsync(string path) => Assert.ThrowsAsync<RpcException>(() => CallAsync(path, TimeSpan.FromMinutes(1)));

    private Task<GetRootResourceResponse> CallAsync(string path, TimeSpan? deadline) =>
        _connection!.CallAsync<GetRootResourceResponse>(path, new GetRootResourceRequest(), deadline, CancellationToken.None);
}
