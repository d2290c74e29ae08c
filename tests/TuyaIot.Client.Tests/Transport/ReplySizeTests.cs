using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using TuyaIot.Client.Tests.Support;
using TuyaIot.Client.Tests.Wire;
using TuyaIot.Rpc;
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
        TaskCompletionSource<bool> closedByClient = new(TaskCreationOptions.RunContinuationsAsynchronously);
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

                closedByClient.SetResult(false);
            }
            catch (IOException)
            {
                closedByClient.SetResult(true);
            }
        });

        AssertRefused(reply);
        Assert.True(await closedByClient.Task);
    }

    private static async Task<RpcReply> CallAsync(Func<WireConnection, Task> answer)
    {
        using WireServer server = new(async connection =>
        {
            await connection.ReadRequestAsync();
            await answer(connection);
        });
        using RpcClient client = Sample.Client(new RpcOptions { Endpoint = server.Endpoint });
        return await client.SendAsync(Sample.Request, Sample.Now, CancellationToken.None);
    }

    private static void AssertRefused(RpcReply reply)
    {
        Assert.Equal((TransportFailureKind.ReplyTooLarge, true), (reply.Failure?.Kind, reply.Failure?.Sent));
        Assert.Equal(502, reply.HttpStatus);
        Assert.Null(reply.Success);
    }
}
