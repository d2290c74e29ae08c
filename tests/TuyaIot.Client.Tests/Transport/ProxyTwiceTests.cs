using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using TuyaIot.Client.Tests.Support;
using TuyaIot.Delivery;
using TuyaIot.Replies;
using TuyaIot.Signing;
using TuyaIot.Tests.Servers;
using TuyaIot.Transport;
using Xunit;

namespace TuyaIot.Client.Tests.Transport;

/// <summary>
/// A proxy that asks for a name and a password is asked twice, with the same signed request: .NET tells a proxy its credential only
/// when it is asked for, and takes no other way for a proxy that wants more than a password. The proxy forwards one of the two, and a
/// gateway accepts a nonce once.
/// </summary>
public sealed class ProxyTwiceTests
{
    private static readonly Uri Gateway = new("http://gateway.invalid:8686/");

    private readonly HashSet<string> _nonces = [];
    private readonly List<string> _forwarded = [];
    private int _executed;

    [Theory]
    [InlineData(RpcMethod.Get)]
    [InlineData(RpcMethod.Post)]
    public async Task The_gateway_receives_one_of_the_two(RpcMethod method)
    {
        RpcReply reply = await SendAsync(method, forwardsWhatItRefuses: false);

        Assert.Equal((true, 1, 1), (reply.Success, _forwarded.Count, _executed));
    }

    /// <summary>What the second reply says is about a copy, so what became of the first is unknown, and nothing is sent again.</summary>
    [Theory]
    [InlineData(RpcMethod.Get)]
    [InlineData(RpcMethod.Post)]
    public async Task A_proxy_that_forwards_what_it_refuses_does_not_make_the_gateway_execute_it_twice(RpcMethod method)
    {
        RpcReply reply = await SendAsync(method, forwardsWhatItRefuses: true);

        Assert.Equal((2, 1), (_forwarded.Count, _executed));
        Assert.Single(_forwarded.Distinct());
        Assert.Equal(("SignatureNonceUsed", Verdict.Unknown), (reply.Code, Classifier.Classify(reply)));
    }

    private async Task<RpcReply> SendAsync(RpcMethod method, bool forwardsWhatItRefuses)
    {
        using WireServer proxy = new(connection => ServeAsync(connection, forwardsWhatItRefuses));
        RpcOptions options = new()
        {
            Endpoint = Gateway,
            Method = method,
            Proxy = proxy.Endpoint,
            ProxyCredential = new NetworkCredential("user", "word"),
        };
        using RpcClient client = new(Sample.Key, options, new StillClock(), new NonceSource().Next);
        return await client.SendAsync(Sample.Request, Sample.Now, CancellationToken.None);
    }

    private async Task ServeAsync(WireConnection connection, bool forwardsWhatItRefuses)
    {
        while (await connection.ReadRequestAsync() is WireRequest request)
        {
            bool isKnown = request.Headers.ContainsKey("Proxy-Authorization");
            string body = isKnown || forwardsWhatItRefuses ? Forward(request) : "";
            if (isKnown)
            {
                await connection.ReplyAsync(body: body);
            }
            else
            {
                await connection.ReplyAsync("407 Proxy Authentication Required", "Proxy-Authenticate: Basic realm=\"desk\"\r\n", "");
            }
        }
    }

    /// <summary>The gateway behind the proxy.</summary>
    private string Forward(WireRequest request)
    {
        _forwarded.Add(request.Line + request.Body);
        string nonce = $"{request.Line}&{request.Body}".Split('&', ' ', '?').First(static part => part.StartsWith("SignatureNonce=", StringComparison.Ordinal));
        if (!_nonces.Add(nonce))
        {
            return """{"RequestId":"r-2","Success":false,"Code":"SignatureNonceUsed"}""";
        }

        _executed++;
        return WireConnection.AcceptedBody;
    }
}
