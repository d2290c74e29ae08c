using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using FsCheck.Fluent;
using TuyaIot.Client.Tests.Support;
using TuyaIot.Delivery;
using TuyaIot.Replies;
using TuyaIot.Signing;
using TuyaIot.Tests.Servers;
using TuyaIot.Transport;
using Xunit;

namespace TuyaIot.Client.Tests.Transport;

/// <summary>What a peer says that is no gateway: the HTTP stack quotes it, and no secret and no control character may come through.</summary>
public sealed class HostilePeerTests
{
    private const string Escape = "\u001b]0;owned\u0007\u001b[2J";

    private static readonly Dictionary<string, Func<WireConnection, WireRequest, Task>> Peers = new()
    {
        ["an echo of the request's first line"] = static (connection, request) => connection.SendAsync($"{request.Line}\r\n\r\n"),
        ["an echo in the status line"] = static (connection, request) => connection.SendAsync($"HTTP/1.1 2x0 {request.Line}\r\n\r\n"),
        ["an echo in a header's name"] = static (connection, request) =>
            connection.SendAsync($"HTTP/1.1 200 OK\r\n{request.Line} {request.Body}\r\n\r\n"),
        ["an echo in the chunk's size"] = static (connection, request) =>
            connection.SendAsync($"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{request.Line}\r\n"),
        ["an echo in the content type"] = static (connection, request) =>
            connection.ReplyAsync(headers: $"Content-Type: {request.Line} {Escape[1]}\r\n", body: "?"),
        ["an echo in the content encoding"] = static (connection, request) =>
            connection.ReplyAsync(headers: $"Content-Encoding: {request.Line}\r\n", body: "?"),
        ["an echo in the charset"] = static (connection, request) =>
            connection.ReplyAsync(headers: $"Content-Type: text/x; charset={request.Line}\r\n", body: "\u00ff"),
        ["an echo in a refusal"] = static (connection, request) =>
            connection.ReplyAsync(
                "400 Bad Request",
                body: $$"""{"Code":"{{request.Line}}","Message":"{{request.Line}} {{request.Body}}","RequestId":"{{request.Line}}"}"""),
        ["the secret in its words"] = static (connection, _) => connection.SendAsync($"HTTP/1.1 2x0 {Sample.Secret}\r\n\r\n"),
        ["escape sequences in the status line"] = static (connection, _) => connection.SendAsync($"HTTP/1.1 2x0 {Escape}\r\n\r\n"),
        ["escape sequences in a header's name"] = static (connection, _) => connection.SendAsync($"HTTP/1.1 200 OK\r\n{Escape}\r\n\r\n"),
        ["escape sequences in a refusal"] = static (connection, _) =>
            connection.ReplyAsync("400 Bad Request", body: """{"Code":"\u001b[2J","Message":"\u202e\u001b[2J","RequestId":"\u200b"}"""),
    };

    public static MatrixTheoryData<RpcMethod, string> Cases => new([RpcMethod.Get, RpcMethod.Post], Peers.Keys);

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Nothing_of_it_is_kept_as_it_came(RpcMethod method, string peer)
    {
        using WireServer server = new(async connection => await Peers[peer](connection, (await connection.ReadRequestAsync())!));
        RpcOptions options = new() { Endpoint = server.Endpoint, Method = method };
        using RpcClient client = Sample.Client(options);

        RpcReply reply = await client.SendAsync(Sample.Request, Sample.Now, CancellationToken.None);

        string sent = Sample.Query(Sample.Request, options);
        string signature = sent[(sent.IndexOf("&Signature=", StringComparison.Ordinal) + "&Signature=".Length)..].Split('&')[0];
        string?[] texts = [reply.Code, reply.ErrorMessage, reply.RequestId, reply.Failure?.Message, reply.Failure?.Exception?.ToString()];
        Assert.NotNull(reply.ErrorMessage);
        Assert.All(texts.OfType<string>(), text =>
        {
            Assert.DoesNotContain(signature[..8], text, StringComparison.Ordinal);
            Assert.DoesNotContain(Sample.Secret, text, StringComparison.Ordinal);
            Assert.Equal(LogSanitizer.MakeVisible(text), text);
            Assert.InRange(text.Length, 1, 600);
        });
        Assert.Null(reply.Failure?.Exception?.InnerException);
    }

    [Fact]
    public async Task The_exception_says_what_the_HTTP_stack_threw()
    {
        using WireServer server = new(static async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.SendAsync("220 mail ready\r\n\r\n");
        });
        using RpcClient client = Sample.Client(new RpcOptions { Endpoint = server.Endpoint });

        RpcReply reply = await client.SendAsync(Sample.Request, Sample.Now, CancellationToken.None);

        Assert.Contains("HttpRequestException: ", reply.Failure!.Exception!.Message, StringComparison.Ordinal);
        Assert.Contains("220 mail ready", reply.Failure.Exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Date: Fri, 31 Dec 9999 23:59:59 GMT\r\n")]
    [InlineData("Date: Mon, 01 Jan 0001 00:00:00 GMT\r\n")]
    [InlineData("Date: Thu, 01 Jan 1970 00:00:00 GMT\r\nDate: Fri, 31 Dec 9999 23:59:59 GMT\r\n")]
    [InlineData("Date: Fri, 21 Nov 2025 10:15:00 GMT\r\n")]
    public async Task A_time_beyond_reason_is_not_believed(string header)
    {
        RpcReply reply = await CallAsync(header);

        Assert.Null(reply.Date);
        Assert.Equal(DeliveryStatus.Rejected, Classifier.Classify(reply).Status);
    }

    [Fact]
    public async Task A_time_a_year_away_is_believed() => Assert.Equal(
        Sample.Now.AddDays(366), (await CallAsync("Date: Thu, 20 Nov 2025 10:15:00 GMT\r\n")).Date);

    [Fact]
    public async Task Whatever_the_headers_are_there_is_a_reply_and_a_verdict()
    {
        string[] names = ["Date", "Retry-After", "x-acs-retry-after", "Content-Type", "Content-Encoding", "Server", "Proxy-Authenticate", "Location"];
        string[] values =
        [
            "", "0", "-1", "99999999999999999999", "9223372036854775807", "1e9", "Fri, 31 Dec 9999 23:59:59 GMT", "Mon, 01 Jan 0001 00:00:00 GMT",
            "gzip", "br", "deflate", "gzip,,", "application/json; charset=", "application/json; charset=\"", "text/xml; charset=utf-7", ";;;", ",",
            "text/\u00ff", "é", "\t", "charset=utf-16",
        ];
        string[] bodies =
        [
            "", "{", """{"Success":true}""", """{"Success":false,"Code":"InvalidTimeStamp.Expired"}""", "<R><Success>true</Success></R>", "\0\0", "<", "\u00ff",
        ];
        string[] heads =
        [
            .. Gen.Elements(names).Zip(Gen.Elements(values)).Select(static pair => $"{pair.Item1}: {pair.Item2}\r\n").ArrayOf(3)
                .Select(string.Concat).Sample(400),
        ];
        int next = 0;
        using WireServer server = new(async connection =>
        {
            while (await connection.ReadRequestAsync() is not null)
            {
                int number = next++;
                string body = bodies[number % bodies.Length];
                await connection.SendAsync(
                    $"HTTP/1.1 {200 + (number % 4 * 100)} X\r\n{heads[number]}Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}");
            }
        });
        using RpcClient client = Sample.Client(new RpcOptions { Endpoint = server.Endpoint });

        foreach (string head in heads)
        {
            RpcReply reply = await client.SendAsync(Sample.Request, Sample.Now, CancellationToken.None);

            Assert.True(reply.HttpStatus is not null, head);
            Assert.True(reply.RetryAfter is null || (reply.RetryAfter >= TimeSpan.Zero && reply.RetryAfter <= TimeSpan.FromDays(25)), head);
            Assert.True(Enum.IsDefined(Classifier.Classify(reply).Status), head);
        }
    }

    private static async Task<RpcReply> CallAsync(string headers)
    {
        using WireServer server = new(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.ReplyAsync("400 Bad Request", headers, """{"Success":false,"Code":"InvalidTimeStamp.Expired"}""");
        });
        using RpcClient client = Sample.Client(new RpcOptions { Endpoint = server.Endpoint });
        return await client.SendAsync(Sample.Request, Sample.Now, CancellationToken.None);
    }
}
