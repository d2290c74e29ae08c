using System;
using System.Linq;
using System.Net.Security;
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

/// <summary>The limits of one request, each from both of its sides.</summary>
public sealed class TransportLimitTests
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    [Theory]
    [InlineData(7_500, true)]
    [InlineData(7_501, false)]
    public async Task A_URL_has_at_most_7500_bytes(int length, bool isSent)
    {
        using WireServer server = new();
        RpcOptions options = new() { Endpoint = server.Endpoint };
        using RpcClient client = Sample.Client(options);
        RpcRequest request = WithUrlOf(length, options);

        RpcReply reply = await client.SendAsync(request, Sample.Now, CancellationToken.None);

        Assert.Equal(isSent ? 1 : 0, server.Requests.Count);
        Assert.Equal(isSent ? null : "UrlTooLong False", reply.Failure is TransportFailure failure ? $"{failure.Kind} {failure.Sent}" : null);
        Assert.Equal(isSent ? null : "The URL would have 7,501 bytes, and servers take no more than 7,500.", reply.ErrorMessage);
    }

    [Fact]
    public async Task A_POST_has_no_such_limit()
    {
        using WireServer server = new();
        RpcOptions options = new() { Endpoint = server.Endpoint, Method = RpcMethod.Post };
        using RpcClient client = Sample.Client(options);

        Assert.True((await client.SendAsync(WithUrlOf(7_501, options), Sample.Now, CancellationToken.None)).Success);
    }

    [Theory]
    [InlineData(20, 20)]
    [InlineData(5, 10)]
    [InlineData(0, 10)]
    public async Task A_request_may_ask_for_more_time_and_not_for_less(double seconds, double given)
    {
        FakeTimeProvider time = new(Sample.Now);
        TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using WireServer server = new(async connection =>
        {
            await connection.ReadRequestAsync();
            reached.SetResult();
            await connection.WaitUntilClosedAsync();
        });
        using RpcClient client = Sample.Client(new RpcOptions { Endpoint = server.Endpoint, Timeout = Timeout }, time);
        RpcRequest request = new("Any", []) { MinTimeout = TimeSpan.FromSeconds(seconds) };
        Task<RpcReply> call = client.SendAsync(request, Sample.Now, CancellationToken.None);
        await reached.Task.WaitAsync(TimeSpan.FromSeconds(30));

        time.Advance(TimeSpan.FromSeconds(given) - TimeSpan.FromMilliseconds(1));
        Assert.False(call.IsCompleted);
        time.Advance(TimeSpan.FromMilliseconds(1));

        RpcReply reply = await call.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal($"No reply from 127.0.0.1:{server.Port} within {given} s.", reply.ErrorMessage);
    }

    /// <summary>The proxy is named only where it may have answered in the gateway's place.</summary>
    [Theory]
    [InlineData("{\"Success\":false,\"Code\":\"X\",\"Message\":\"No.\"}", "No.")]
    [InlineData("{\"Code\":\"X\",\"Message\":\"No.\"}", "No.")]
    [InlineData("{\"Success\":false,\"Message\":\"No.\"}", "No.")]
    [InlineData("{\"Message\":\"No.\"}", "No. The request went through the proxy http://127.0.0.1:(port).")]
    public async Task A_reply_that_says_something_does_not_name_the_proxy(string body, string message)
    {
        using WireServer proxy = new(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.ReplyAsync("403 Forbidden", body: body);
        });
        using RpcClient client = Sample.Client(new RpcOptions { Endpoint = new Uri("http://gateway.invalid/"), Proxy = proxy.Endpoint });

        RpcReply reply = await client.SendAsync(Sample.Request, Sample.Now, CancellationToken.None);

        Assert.Equal(message.Replace("(port)", $"{proxy.Port}", StringComparison.Ordinal), reply.ErrorMessage);
    }

    [Fact]
    public async Task Without_a_proxy_none_is_named()
    {
        using WireServer server = new(static async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.ReplyAsync("404 Not Found", body: "{\"Message\":\"No.\"}");
        });
        using RpcClient client = Sample.Client(new RpcOptions { Endpoint = server.Endpoint });

        Assert.Equal("No.", (await client.SendAsync(Sample.Request, Sample.Now, CancellationToken.None)).ErrorMessage);
    }

    [Fact]
    public async Task After_its_end_a_client_sends_nothing()
    {
        using WireServer server = new();
        RpcClient client = Sample.Client(new RpcOptions { Endpoint = server.Endpoint });
        client.Dispose();

        RpcReply reply = await client.SendAsync(Sample.Request, Sample.Now, CancellationToken.None);

        Assert.Equal((TransportFailureKind.ConnectionFailed, false), (reply.Failure?.Kind, reply.Failure?.Sent));
        Assert.Empty(server.Requests);
    }

    [Fact]
    public void Any_certificate_goes_before_one_by_its_thumbprint()
    {
        RemoteCertificateValidationCallback validate = CertificateValidation.CreateCallback(
            new RpcOptions { Endpoint = new Uri("https://host/"), CertificateThumbprint = "AB12", SkipCertificateCheck = true })!;

        Assert.True(validate(this, null, null, SslPolicyErrors.RemoteCertificateNotAvailable));
    }

    [Fact]
    public void Where_nothing_is_said_a_request_is_a_GET_that_may_take_30_seconds()
    {
        RpcOptions options = new() { Endpoint = new Uri("https://host/") };

        Assert.Equal((RpcMethod.Get, TimeSpan.FromSeconds(30), 0), (options.Method, options.Timeout, options.ExtraParameters.Count));
        Assert.Equal(7_500, RpcOptions.MaxUrlLength);
    }

    /// <summary>The length of a signature differs with each text, so that the right one is looked for.</summary>
    private static RpcRequest WithUrlOf(int length, RpcOptions options)
    {
        int without = options.Endpoint.AbsoluteUri.Length + 1 + Sample.Query(Sample.RequestFor(), options).Length;
        return Enumerable.Range(length - without - 20, 20)
            .SelectMany(static count => "abcdefgh".Select(letter => Sample.RequestFor(new string(letter, count))))
            .First(request => options.Endpoint.AbsoluteUri.Length + 1 + Sample.Query(request, options).Length == length);
    }
}
