using System;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using TuyaIot.Client.Tests.Support;
using TuyaIot.Client.Tests.Support.Wire;
using TuyaIot.Replies;
using TuyaIot.Signing;
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
