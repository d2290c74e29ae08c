using System;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using TuyaIot.Api;
using TuyaIot.Client.Tests.Support;
using TuyaIot.Connection;
using TuyaIot.Delivery;
using TuyaIot.Replies;
using TuyaIot.Signing;
using TuyaIot.Tests.Servers;
using Xunit;

namespace TuyaIot.Client.Tests.Api;

/// <summary>The outcome of an RRPC is what its code says of the device, and not that the gateway took the request.</summary>
public sealed class RRpcTests
{
    [Theory]
    [InlineData(""" "RrpcCode":"SUCCESS","PayloadBase64Byte":"aGk=" """, "Accepted", "None", null)]
    [InlineData(""" "rrpcCode":"success" """, "Accepted", "None", null)]
    [InlineData(""" "PayloadBase64Byte":"aGk=" """, "Accepted", "None", null)]
    [InlineData(""" "RrpcCode":"OFFLINE" """, "Rejected", "DeviceOffline", "OFFLINE")]
    [InlineData(""" "RrpcCode":"TIMEOUT" """, "Unknown", "Ambiguous", "TIMEOUT")]
    [InlineData(""" "RrpcCode":"HALFCONN" """, "Unknown", "Ambiguous", "HALFCONN")]
    [InlineData(""" "RrpcCode":"UNKNOWN" """, "Unknown", "Ambiguous", "UNKNOWN")]
    [InlineData(""" "RrpcCode":"LATER" """, "Unknown", "Ambiguous", "LATER")]
    [InlineData(""" "MessageId":1 """, "Unknown", "Ambiguous", null)]
    [InlineData(""" "RrpcCode":5,"PayloadBase64Byte":null """, "Unknown", "Ambiguous", null)]
    public async Task A_code_decides(string fields, string status, string reason, string? code)
    {
        using TestGateway gateway = new(GatewayReply.Ok($$"""{"RequestId":"R-1","Success":true,{{fields}}}"""));
        Outcome outcome = await SendAsync(gateway, timeoutSeconds: 30);

        Assert.Equal((status, reason, code), ($"{outcome.Verdict.Status}", $"{outcome.Verdict.Reason}", outcome.Reply.Code));
        Assert.Equal(status == "Accepted", outcome.Reply.ErrorMessage is null);
        Assert.Single(gateway.Requests);
    }

    [Fact]
    public void A_reply_that_is_no_JSON_does_not_say_what_became_of_the_message()
    {
        (Verdict verdict, RpcReply reply) = Call("hi").Action.Judge!(new RpcReply { HttpStatus = 200, Success = true });

        Assert.Equal((DeliveryStatus.Unknown, "The reply does not say what became of the message"), (verdict.Status, reply.ErrorMessage));
    }

    [Fact]
    public async Task A_refused_request_keeps_its_code()
    {
        using TestGateway gateway = new(GatewayReply.Refused("iot.messagebroker.InvalidTimeoutValue"));
        Outcome outcome = await SendAsync(gateway, timeoutSeconds: 30);

        Assert.Equal("iot.messagebroker.InvalidTimeoutValue", outcome.Reply.Code);
    }

    [Fact]
    public async Task The_request_may_take_longer_than_the_device_also_where_the_credential_allows_less()
    {
        TimeSpan late = TimeSpan.FromSeconds(0.5);
        using TestGateway gateway = new(GatewayReply.Ok("""{"Success":true,"RrpcCode":"SUCCESS"}""").After(() => Task.Delay(late)));
        Outcome outcome = await SendAsync(gateway, timeoutSeconds: 0.1);

        Assert.Equal(DeliveryStatus.Accepted, outcome.Verdict.Status);
        Assert.Equal("1500", Assert.Single(gateway.Requests)["Timeout"]);
    }

    [Fact]
    public void A_journal_has_a_hash_of_a_long_message_and_knows_it_again()
    {
        string longer = new('x', 2_000);
        string identity = Identity(longer);

        Assert.StartsWith("sha256:", identity, StringComparison.Ordinal);
        Assert.InRange(identity.Length, 1, 60);
        Assert.Equal(identity, Identity(longer));
        Assert.NotEqual(identity, Identity(longer + "y"));
        Assert.Equal("aGk=", Identity("hi"));

        static string Identity(string text) => Call(text).GetIdentity().Single(static parameter => parameter.Name == "RequestBase64Byte").Value;
    }

    [Fact]
    public void Calls_that_send_the_same_bytes_are_equal() =>
        Assert.Equal(Call("hi"), Call("hi") with { Content = MessageContent.From("hi"u8.ToArray()) });

    private static RRpc Call(string text) => new("a1B", MessageContent.From(text), TimeSpan.FromSeconds(1.5), Topic: null);

    private static async Task<Outcome> SendAsync(TestGateway gateway, double timeoutSeconds)
    {
        IotCredentialSettings settings = new()
        {
            AccessKeyId = "testid",
            AccessKeySecret = new NetworkCredential("", Sample.Secret).SecurePassword,
            Endpoint = gateway.Endpoint.ToString(),
            TimeoutSeconds = timeoutSeconds,
        };
        using IotClient client = IotClient.Connect(new ConnectionProfile(settings), new DeliveryOptions { RequestsPerSecond = 0 });
        RRpc call = Call("hi");
        RequestTemplate template = client.Prepare(call);
        return await client.SendAsync(call, template, ["d1"], record: null, CancellationToken.None);
    }
}
