using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using TuyaIot.Client.Tests.Support;
using TuyaIot.Replies;
using TuyaIot.Tests.Servers;
using TuyaIot.Transport;
using Xunit;

namespace TuyaIot.Client.Tests.Transport;

/// <summary>A reply of the API is a few hundred bytes; what is larger comes from somewhere else and is not read to its end.</summary>
public sealed class ReplySizeTests
{
    private const int Largest = 1024 * 1024;

    /// <summary>Behind what the client reads stand the buffers of two sockets, which a system may let grow to some megabytes.</summary>
    private const int Endless = 64 * Largest;

    [Fact]
    public async Task A_reply_of_one_megabyte_is_read()
    {
        string body = WireConnection.AcceptedBody.PadRight(Largest);

        Assert.True((await CallAsync(connection => connection.ReplyAsync(body: body))).Success);
    }

    [Fact]
    public async Task A_reply_of_one_byte_more_is_refused()
    {
        string body = WireConnection.AcceptedBody.PadRight(Largest + 1);

        AssertRefused(await CallAsync(connection => connection.ReplyAsync("502 Bad Gateway", body: body)));
    }

    [Theory]
    [InlineData("Content-Length: 1099511627776", "")]
    [InlineData("Transfer-Encoding: chunked", "400\r\n")]
    [InlineData("Connection: close", "")]
    public async Task A_reply_without_end_is_refused_and_the_connection_closed(string header, string beforeEachPiece)
    {
        bool closedByClient = false;
        string piece = beforeEachPiece + new string(' ', 1024) + (beforeEachPiece.Length > 0 ? "\r\n" : "");

        RpcReply reply = await CallAsync(async connection =>
        {
            try
            {
                await connection.SendAsync($"HTTP/1.1 502 Bad Gateway\r\n{header}\r\n\r\n");
                for (int sent = 0; sent < Endless; sent += piece.Length)
                {
                    await connection.SendAsync(piece);
                }
            }
            catch (IOException)
            {
                closedByClient = true;
            }
        });

        AssertRefused(reply);
        Assert.True(closedByClient);
    }

    private static async Task<RpcReply> CallAsync(Func<WireConnection, Task> answer)
    {
        TaskCompletionSource<bool> answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using WireServer server = new(async connection =>
        {
            try
            {
                await connection.ReadRequestAsync();
                await answer(connection);
            }
            finally
            {
                answered.SetResult(true);
            }
        });
        using RpcClient client = Sample.Client(new RpcOptions { Endpoint = server.Endpoint });
        RpcReply reply = await client.SendAsync(Sample.Request, Sample.Now, CancellationToken.None);

        // While both sides are open, so that what ends the answer is what the client does and not the end of this method.
        await Task.WhenAny(answered.Task, Task.Delay(TimeSpan.FromMinutes(1)));
        return reply;
    }

    private static void AssertRefused(RpcReply reply)
    {
        Assert.Equal((TransportFailureKind.ReplyTooLarge, true), (reply.Failure?.Kind, reply.Failure?.Sent));
        Assert.Equal(502, reply.HttpStatus);
        Assert.Null(reply.Success);
    }
}
