using System;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using TuyaIot.Client.Tests.Support;
using TuyaIot.Replies;
using TuyaIot.Signing;
using TuyaIot.Tests.Servers;
using TuyaIot.Transport;
using Xunit;

namespace TuyaIot.Client.Tests.Transport;

/// <summary>Where no connection comes about, nothing was sent, and the failure says so.</summary>
public sealed class NoConnectionTests
{
    [Theory]
    [InlineData(RpcMethod.Get)]
    [InlineData(RpcMethod.Post)]
    public async Task A_port_that_nobody_listens_on(RpcMethod method)
    {
        // Bound and not listening: no other program can take the port, and every connection is refused.
        using Socket taken = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        taken.Bind(new IPEndPoint(IPAddress.Loopback, 0));

        await AssertUnsentAsync(new RpcOptions { Endpoint = new($"http://{taken.LocalEndPoint}/"), Method = method });
    }

    [Theory]
    [InlineData(RpcMethod.Get)]
    [InlineData(RpcMethod.Post)]
    public async Task A_name_that_does_not_exist(RpcMethod method) =>
        await AssertUnsentAsync(new RpcOptions { Endpoint = new("https://host.invalid:8686/"), Method = method });

    [Fact]
    public async Task A_server_that_resets_during_the_handshake()
    {
        using WireServer server = new(static async connection =>
        {
            await connection.WaitForBytesAsync();
            connection.Reset();
        });

        await AssertUnsentAsync(new RpcOptions { Endpoint = server.SecureEndpoint });
    }

    [Theory]
    [InlineData("403 Forbidden")]
    [InlineData("407 Proxy Authentication Required")]
    [InlineData("502 Bad Gateway")]
    public async Task A_proxy_that_opens_no_tunnel(string status)
    {
        using WireServer proxy = new(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.ReplyAsync(status, body: "");
        });

        await AssertUnsentAsync(new RpcOptions { Endpoint = new("https://gateway.invalid:8686/"), Proxy = proxy.Endpoint });
        Assert.Equal("CONNECT gateway.invalid:8686 HTTP/1.1", Assert.Single(proxy.Requests).Line);
    }

    private static async Task AssertUnsentAsync(RpcOptions options)
    {
        using RpcClient client = Sample.Client(options);

        RpcReply reply = await client.SendAsync(Sample.Request, Sample.Now, CancellationToken.None);

        Assert.Equal((TransportFailureKind.ConnectionFailed, false), (reply.Failure?.Kind, reply.Failure?.Sent));
        string through = options.Proxy is Uri proxy ? $" through the proxy http://{proxy.Authority}" : "";
        Assert.StartsWith($"No connection to {options.Endpoint.Authority}{through}: ", reply.ErrorMessage, StringComparison.Ordinal);
        Assert.DoesNotContain("Signature", reply.ErrorMessage, StringComparison.Ordinal);
        Assert.Null(reply.HttpStatus);
    }
}
