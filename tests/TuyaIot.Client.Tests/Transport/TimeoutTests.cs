using System;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Time.Testing;
using TuyaIot.Client.Tests.Support;
using TuyaIot.Replies;
using TuyaIot.Signing;
using TuyaIot.Tests.Servers;
using TuyaIot.Transport;
using Xunit;

namespace TuyaIot.Client.Tests.Transport;

/// <summary>A request that takes too long and one that was called off are told apart, and both from what never left.</summary>
public sealed class TimeoutTests : IDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(12.5);

    /// <summary>Far beyond what any of these tests takes; only a client that never gives up gets there.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly FakeTimeProvider _time = new(Sample.Now);
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Dispose() => _stop.Dispose();

    [Theory]
    [InlineData(RpcMethod.Get)]
    [InlineData(RpcMethod.Post)]
    public async Task A_server_that_never_answers_is_given_up(RpcMethod method)
    {
        using WireServer server = new(ReadAndFallSilentAsync);

        RpcReply reply = await CallAsync(server.Endpoint, method, () => _time.Advance(Timeout));

        AssertFailed(reply, TransportFailureKind.TimedOut, sent: true);
        Assert.Equal($"No reply from 127.0.0.1:{server.Port} within 12.5 s.", reply.ErrorMessage);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_body_that_never_ends_is_given_up()
    {
        using WireServer server = new(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{\"Success\":true");
            _reached.SetResult();
            await connection.WaitUntilClosedAsync();
        });

        RpcReply reply = await CallAsync(server.Endpoint, RpcMethod.Get, () => _time.Advance(Timeout));

        AssertFailed(reply, TransportFailureKind.TimedOut, sent: true);
    }

    [Theory]
    [InlineData(RpcMethod.Get)]
    [InlineData(RpcMethod.Post)]
    public async Task A_secure_connection_that_is_never_agreed_upon_is_given_up_unsent(RpcMethod method)
    {
        using WireServer server = new(FallSilentAsync);

        RpcReply reply = await CallAsync(server.SecureEndpoint, method, () => _time.Advance(Timeout));

        AssertFailed(reply, TransportFailureKind.TimedOut, sent: false);
    }

    [Theory]
    [InlineData(RpcMethod.Get)]
    [InlineData(RpcMethod.Post)]
    public async Task A_stop_while_the_reply_is_awaited_says_that_the_request_is_on_its_way(RpcMethod method)
    {
        using WireServer server = new(ReadAndFallSilentAsync);

        RpcReply reply = await CallAsync(server.Endpoint, method, _stop.Cancel);

        AssertFailed(reply, TransportFailureKind.Stopped, sent: true);
    }

    [Fact]
    public async Task A_stop_while_connecting_says_that_nothing_was_sent()
    {
        using WireServer server = new(FallSilentAsync);

        RpcReply reply = await CallAsync(server.SecureEndpoint, RpcMethod.Get, _stop.Cancel);

        AssertFailed(reply, TransportFailureKind.Stopped, sent: false);
    }

    [Theory]
    [InlineData(RpcMethod.Get)]
    [InlineData(RpcMethod.Post)]
    public async Task A_stop_before_the_call_sends_nothing(RpcMethod method)
    {
        using WireServer server = new();
        await _stop.CancelAsync();
        _reached.SetResult();

        RpcReply reply = await CallAsync(server.Endpoint, method, static () => { });

        AssertFailed(reply, TransportFailureKind.Stopped, sent: false);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task A_reply_in_time_is_a_reply_however_late()
    {
        using WireServer server = new(async connection =>
        {
            await connection.ReadRequestAsync();
            _time.Advance(Timeout - TimeSpan.FromMilliseconds(1));
            await connection.ReplyAsync();
        });
        _reached.SetResult();

        Assert.True((await CallAsync(server.Endpoint, RpcMethod.Get, static () => { })).Success);
    }

    private async Task<RpcReply> CallAsync(Uri endpoint, RpcMethod method, Action meanwhile)
    {
        RpcOptions options = new() { Endpoint = endpoint, Method = method, Timeout = Timeout, SkipCertificateCheck = true };
        using RpcClient client = Sample.Client(options, _time);
        Task<RpcReply> call = client.SendAsync(Sample.Request, Sample.Now, _stop.Token);
        await _reached.Task.WaitAsync(Patience);
        meanwhile();
        return await call.WaitAsync(Patience);
    }

    private async Task ReadAndFallSilentAsync(WireConnection connection)
    {
        await connection.ReadRequestAsync();
        await FallSilentAsync(connection);
    }

    private Task FallSilentAsync(WireConnection connection)
    {
        _reached.SetResult();
        return connection.WaitUntilClosedAsync();
    }

    private static void AssertFailed(RpcReply reply, TransportFailureKind kind, bool sent)
    {
        Assert.Equal((kind, sent), (reply.Failure?.Kind, reply.Failure?.Sent));
        Assert.Null(reply.Success);
        Assert.Null(reply.HttpStatus);
    }
}
