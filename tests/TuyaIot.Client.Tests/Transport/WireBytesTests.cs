using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using TuyaIot.Client.Tests.Support;
using TuyaIot.Replies;
using TuyaIot.Signing;
using TuyaIot.Tests.Servers;
using TuyaIot.Transport;
using Xunit;

namespace TuyaIot.Client.Tests.Transport;

/// <summary>What a gateway reads from its socket.</summary>
public sealed class WireBytesTests
{
    /// <summary>Texts that a URI class likes to tidy up.</summary>
    private static readonly string[] Untidy = ["..", "./a/../b", "%2e%2E", "a%20b", "~'!()*", "a b+c", "http://x/?#f", "泵站", "\u0301", "😀"];

    [Fact]
    public async Task A_GET_has_everything_in_its_URL_and_an_empty_body()
    {
        using WireServer server = new();
        RpcOptions options = new() { Endpoint = server.Endpoint };
        using RpcClient client = Sample.Client(options);
        RpcRequest request = Sample.RequestFor(Untidy);

        RpcReply reply = await client.SendAsync(request, Sample.Now, CancellationToken.None);

        WireRequest wire = Assert.Single(server.Requests);
        Assert.True(reply.Success);
        Assert.Equal($"GET /?{Sample.Query(request, options)} HTTP/1.1", wire.Line);
        Assert.Equal(["Content-Length: 0", $"Host: 127.0.0.1:{server.Port}"], Headers(wire));
    }

    [Fact]
    public async Task A_POST_has_everything_in_its_form_and_nothing_in_its_URL()
    {
        using WireServer server = new();
        RpcOptions options = new() { Endpoint = server.Endpoint, Method = RpcMethod.Post };
        using RpcClient client = Sample.Client(options);
        RpcRequest request = Sample.RequestFor(Untidy);

        RpcReply reply = await client.SendAsync(request, Sample.Now, CancellationToken.None);

        WireRequest wire = Assert.Single(server.Requests);
        string form = Sample.Query(request, options);
        Assert.True(reply.Success);
        Assert.Equal("POST / HTTP/1.1", wire.Line);
        Assert.Equal(form, wire.Body);
        Assert.Equal(
            [$"Content-Length: {form.Length}", "Content-Type: application/x-www-form-urlencoded", $"Host: 127.0.0.1:{server.Port}"],
            Headers(wire));
    }

    [Theory]
    [InlineData(RpcMethod.Get)]
    [InlineData(RpcMethod.Post)]
    public async Task A_cookie_is_not_sent_back(RpcMethod method)
    {
        using WireServer server = new(static async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.ReplyAsync(headers: "Set-Cookie: session=1; Path=/\r\n");
            await connection.AcceptAllAsync();
        });
        using RpcClient client = Sample.Client(new RpcOptions { Endpoint = server.Endpoint, Method = method });

        await client.SendAsync(Sample.Request, Sample.Now, CancellationToken.None);
        await client.SendAsync(Sample.Request, Sample.Now, CancellationToken.None);

        Assert.Equal(2, server.Requests.Count);
        Assert.DoesNotContain(server.Requests, static request => request.Headers.ContainsKey("Cookie"));
    }

    [Fact]
    public async Task Fifty_calls_one_after_the_other_share_one_connection()
    {
        using WireServer server = new();
        using RpcClient client = Sample.Client(new RpcOptions { Endpoint = server.Endpoint });

        for (int i = 0; i < 50; i++)
        {
            Assert.True((await client.SendAsync(Sample.Request, Sample.Now, CancellationToken.None)).Success);
        }

        Assert.Equal((50, 1), (server.Requests.Count, server.Connections));
    }

    private static string[] Headers(WireRequest request) =>
        [.. request.Headers.Select(static header => $"{header.Key}: {header.Value}").Order()];
}
