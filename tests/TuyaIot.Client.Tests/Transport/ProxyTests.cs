using System;
using System.Net;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using TuyaIot.Client.Tests.Support;
using TuyaIot.Replies;
using TuyaIot.Signing;
using TuyaIot.Tests.Servers;
using TuyaIot.Transport;
using Xunit;

namespace TuyaIot.Client.Tests.Transport;

/// <summary>The way through a proxy. The gateway's name does not exist, so that only the proxy can have answered.</summary>
public sealed class ProxyTests
{
    private static readonly Uri Gateway = new("http://gateway.invalid:8686/");

    [Theory]
    [InlineData(RpcMethod.Get)]
    [InlineData(RpcMethod.Post)]
    public async Task A_proxy_is_told_the_whole_URL_as_it_was_signed(RpcMethod method)
    {
        using WireServer proxy = new();
        RpcOptions options = new() { Endpoint = Gateway, Method = method, Proxy = proxy.Endpoint };

        RpcReply reply = await CallAsync(options);

        string query = Sample.Query(Sample.Request, options);
        WireRequest wire = Assert.Single(proxy.Requests);
        Assert.True(reply.Success);
        Assert.Equal(method is RpcMethod.Get ? $"GET {Gateway}?{query} HTTP/1.1" : $"POST {Gateway} HTTP/1.1", wire.Line);
        Assert.Equal(method is RpcMethod.Get ? "" : query, wire.Body);
        Assert.Equal("gateway.invalid:8686", wire.Headers["Host"]);
        Assert.DoesNotContain("Proxy-Authorization", wire.Headers);
    }

    [Theory]
    [InlineData(RpcMethod.Get)]
    [InlineData(RpcMethod.Post)]
    public async Task A_proxy_that_asks_who_is_there_is_told(RpcMethod method)
    {
        using WireServer proxy = new(AskAsync);
        RpcOptions options = new()
        {
            Endpoint = Gateway,
            Method = method,
            Proxy = proxy.Endpoint,
            ProxyCredential = new NetworkCredential("user", "word"),
        };

        RpcReply reply = await CallAsync(options);

        Assert.True(reply.Success);
        Assert.Equal(2, proxy.Requests.Count);
        Assert.Equal("Basic dXNlcjp3b3Jk", proxy.Requests[1].Headers["Proxy-Authorization"]);
        Assert.Equal(proxy.Requests[0].Line, proxy.Requests[1].Line);
        Assert.Equal(proxy.Requests[0].Body, proxy.Requests[1].Body);
    }

    [Fact]
    public async Task A_tunnel_is_asked_for_with_the_proxys_credential_and_never_with_the_signed_URL()
    {
        using WireServer proxy = new(AskAsync);
        RpcOptions options = new()
        {
            Endpoint = new Uri("https://gateway.invalid:8686/"),
            Proxy = proxy.Endpoint,
            ProxyCredential = new NetworkCredential("user", "word"),
        };

        await CallAsync(options);

        Assert.Equal(2, proxy.Requests.Count);
        Assert.All(proxy.Requests, static request => Assert.Equal("CONNECT gateway.invalid:8686 HTTP/1.1", request.Line));
        Assert.Equal("Basic dXNlcjp3b3Jk", proxy.Requests[1].Headers["Proxy-Authorization"]);
    }

    [Fact]
    public async Task A_proxy_that_knows_nobody_is_a_reply()
    {
        using WireServer proxy = new(AskAsync);

        RpcReply reply = await CallAsync(new RpcOptions { Endpoint = Gateway, Proxy = proxy.Endpoint });

        Assert.Equal((407, null, null), (reply.HttpStatus, reply.Success, reply.Failure));
        Assert.Single(proxy.Requests);
    }

    [Fact]
    public async Task A_reply_that_says_nothing_names_the_proxy_it_came_through()
    {
        using WireServer proxy = new(AskAsync);

        RpcReply reply = await CallAsync(new RpcOptions { Endpoint = Gateway, Proxy = proxy.Endpoint });

        Assert.Equal(
            $"HTTP 407 with a body that is no reply of the API (no content type, 0 bytes). The request went through the proxy http://127.0.0.1:{proxy.Port}.",
            reply.ErrorMessage);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_credential_in_a_proxys_URL_is_used_and_shown_nowhere(bool isGiven)
    {
        using WireServer proxy = new(AskAsync);
        Uri withCredential = new($"http://user:word@127.0.0.1:{proxy.Port}/");
        RpcOptions options = new()
        {
            Endpoint = new Uri($"https://gateway-{isGiven}.invalid:8686/"),
            Proxy = isGiven ? withCredential : null,
        };
        if (!isGiven)
        {
            SystemProxy.Use(options.Endpoint.Host, withCredential);
        }

        RpcReply reply = await CallAsync(options);

        Assert.Equal("Basic dXNlcjp3b3Jk", proxy.Requests[1].Headers["Proxy-Authorization"]);
        Assert.Equal((TransportFailureKind.ConnectionFailed, false), (reply.Failure?.Kind, reply.Failure?.Sent));
        Assert.StartsWith(
            $"No connection to {options.Endpoint.Authority} through the proxy http://127.0.0.1:{proxy.Port}: ", reply.ErrorMessage, StringComparison.Ordinal);
        Assert.All(
            (string[])[reply.ErrorMessage!, reply.Failure!.Message, reply.Failure.Exception!.ToString()],
            static text => Assert.DoesNotContain("word", text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_systems_proxy_is_used_with_the_given_credential()
    {
        using WireServer proxy = new(AskAsync);
        SystemProxy.Use("behind.invalid", proxy.Endpoint);

        await CallAsync(new RpcOptions { Endpoint = new Uri("http://behind.invalid:8686/"), ProxyCredential = new NetworkCredential("user", "word") });

        Assert.Equal("Basic dXNlcjp3b3Jk", proxy.Requests[1].Headers["Proxy-Authorization"]);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    public async Task The_systems_proxy_is_not_asked_for_this_machine(string host)
    {
        using WireServer server = new();
        Assert.NotNull(HttpClient.DefaultProxy.GetProxy(new Uri($"http://{host}/")));

        Assert.True((await CallAsync(new RpcOptions { Endpoint = new Uri($"http://{host}:{server.Port}/") })).Success);
    }

    [Fact]
    public async Task A_given_proxy_is_asked_for_this_machine_too()
    {
        using WireServer proxy = new();

        Assert.True((await CallAsync(new RpcOptions { Endpoint = new Uri("http://127.0.0.1:1/"), Proxy = proxy.Endpoint })).Success);
        Assert.StartsWith("GET http://127.0.0.1:1/?", Assert.Single(proxy.Requests).Line, StringComparison.Ordinal);
    }

    /// <summary>Nothing but a setting that nobody checked leads here; whatever it is, it must not be thrown.</summary>
    [Fact]
    public async Task A_proxy_that_cannot_be_used_is_a_failure_in_which_nothing_was_sent()
    {
        RpcReply reply = await CallAsync(new RpcOptions { Endpoint = Gateway, Proxy = new Uri("ftp://proxy.invalid/") });

        Assert.Equal((TransportFailureKind.ConnectionFailed, false), (reply.Failure?.Kind, reply.Failure?.Sent));
        Assert.Contains("NotSupportedException", reply.Failure!.Exception!.Message, StringComparison.Ordinal);
    }

    /// <summary>A tunnel's second CONNECT is answered by a body in place of a tunnel, which ends the call.</summary>
    private static async Task AskAsync(WireConnection connection)
    {
        await connection.ReadRequestAsync();
        await connection.ReplyAsync("407 Proxy Authentication Required", "Proxy-Authenticate: Basic realm=\"desk\"\r\n", "");
        WireRequest? second = await connection.ReadRequestAsync();
        if (second is { Line: ['C', ..] })
        {
            await connection.ReplyAsync("502 Bad Gateway");
            return;
        }

        await connection.ReplyAsync();
    }

    private static async Task<RpcReply> CallAsync(RpcOptions options)
    {
        using RpcClient client = Sample.Client(options);
        return await client.SendAsync(Sample.Request, Sample.Now, CancellationToken.None);
    }
}
