using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using TuyaIot.Client.Tests.Support;
using TuyaIot.Replies;
using TuyaIot.Signing;
using TuyaIot.Tests.Servers;
using TuyaIot.Transport;
using Xunit;

namespace TuyaIot.Client.Tests.Transport;

/// <summary>Whatever a server does to a connection, a command reaches it once. A second one would be accepted, and be seen.</summary>
public sealed class AtMostOnceTests
{
    private static readonly Dictionary<string, Func<WireConnection, Task>> Endings = new()
    {
        ["closes"] = static connection => End(connection.Close),
        ["resets"] = static connection => End(connection.Reset),
        ["closes after half a status line"] = static connection => SendAndEnd(connection, "HTTP/1.1 20", connection.Close),
        ["resets after half a status line"] = static connection => SendAndEnd(connection, "HTTP/1.1 20", connection.Reset),
        ["closes among the headers"] = static connection =>
            SendAndEnd(connection, "HTTP/1.1 200 OK\r\nContent-Length: 4", connection.Close),
        ["closes within the body"] = static connection =>
            SendAndEnd(connection, "HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{\"Success\":true", connection.Close),
        ["resets within the body"] = static connection =>
            SendAndEnd(connection, "HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{\"Success\":true", connection.Reset),
        ["closes within a chunk"] = static connection =>
            SendAndEnd(connection, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n99\r\n{\"Success\":true}", connection.Close),
        ["speaks no HTTP"] = static connection => SendAndEnd(connection, "220 mail ready\r\n\r\n", connection.Close),
    };

    public static MatrixTheoryData<RpcMethod, string> Cases => new([RpcMethod.Get, RpcMethod.Post], Endings.Keys);

    public static MatrixTheoryData<RpcMethod, int> Redirects => new([RpcMethod.Get, RpcMethod.Post], [301, 302, 303, 307, 308]);

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_server_that_reads_a_request_and_breaks_off_gets_it_once(RpcMethod method, string ending)
    {
        using WireServer server = new(async connection =>
        {
            await connection.ReadRequestAsync();
            await Endings[ending](connection);
        });
        using RpcClient client = Sample.Client(new RpcOptions { Endpoint = server.Endpoint, Method = method });

        RpcReply reply = await client.SendAsync(Sample.Request, Sample.Now, CancellationToken.None);

        AssertLost(reply);
        Assert.Equal((1, 1), (server.Requests.Count, server.Connections));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_server_that_breaks_off_a_kept_connection_gets_each_request_once(RpcMethod method, string ending)
    {
        using WireServer server = new(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.ReplyAsync();
            await connection.ReadRequestAsync();
            await Endings[ending](connection);
        });
        using RpcClient client = Sample.Client(new RpcOptions { Endpoint = server.Endpoint, Method = method });

        Assert.True((await client.SendAsync(Sample.Request, Sample.Now, CancellationToken.None)).Success);
        RpcReply reply = await client.SendAsync(Sample.Request, Sample.Now, CancellationToken.None);

        AssertLost(reply);
        Assert.Equal((2, 1), (server.Requests.Count, server.Connections));
    }

    [Theory]
    [InlineData(RpcMethod.Get)]
    [InlineData(RpcMethod.Post)]
    public async Task A_server_that_resets_before_it_reads_is_not_asked_again(RpcMethod method)
    {
        using WireServer server = new(static async connection =>
        {
            await connection.WaitForBytesAsync();
            connection.Reset();
        });
        using RpcClient client = Sample.Client(new RpcOptions { Endpoint = server.Endpoint, Method = method });

        RpcReply reply = await client.SendAsync(Sample.Request, Sample.Now, CancellationToken.None);

        AssertLost(reply);
        Assert.Equal((0, 1), (server.Requests.Count, server.Connections));
    }

    [Theory]
    [InlineData(RpcMethod.Get, false)]
    [InlineData(RpcMethod.Get, true)]
    [InlineData(RpcMethod.Post, false)]
    [InlineData(RpcMethod.Post, true)]
    public async Task A_connection_that_was_ended_while_idle_is_replaced(RpcMethod method, bool reset)
    {
        TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using WireServer server = new(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.ReplyAsync();
            await End(reset ? connection.Reset : connection.Close);
            ended.SetResult();
        });
        using RpcClient client = Sample.Client(new RpcOptions { Endpoint = server.Endpoint, Method = method });

        await client.SendAsync(Sample.Request, Sample.Now, CancellationToken.None);
        await ended.Task;
        RpcReply second = await client.SendAsync(Sample.Request, Sample.Now, CancellationToken.None);

        Assert.True(second.Success);
        Assert.Equal((2, 2), (server.Requests.Count, server.Connections));
    }

    [Theory]
    [MemberData(nameof(Redirects))]
    public async Task A_redirect_is_a_reply_and_is_not_followed(RpcMethod method, int status)
    {
        using WireServer server = new(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.ReplyAsync($"{status} Elsewhere", "Location: /?again=1\r\n", "");
            await connection.AcceptAllAsync();
        });
        using RpcClient client = Sample.Client(new RpcOptions { Endpoint = server.Endpoint, Method = method });

        RpcReply reply = await client.SendAsync(Sample.Request, Sample.Now, CancellationToken.None);

        Assert.Equal((status, null, null), (reply.HttpStatus, reply.Success, reply.Failure));
        Assert.Single(server.Requests);
    }

    private static void AssertLost(RpcReply reply)
    {
        Assert.Null(reply.Success);
        Assert.Null(reply.HttpStatus);
        Assert.Equal((TransportFailureKind.ConnectionLost, true), (reply.Failure?.Kind, reply.Failure?.Sent));
    }

    private static Task End(Action end)
    {
        end();
        return Task.CompletedTask;
    }

    private static async Task SendAndEnd(WireConnection connection, string bytes, Action end)
    {
        await connection.SendAsync(bytes);
        end();
    }
}
