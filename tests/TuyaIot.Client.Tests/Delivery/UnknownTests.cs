using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using TuyaIot.Client.Tests.Support;
using TuyaIot.Delivery;
using TuyaIot.Signing;
using TuyaIot.Tests.Servers;
using Xunit;

namespace TuyaIot.Client.Tests.Delivery;

/// <summary>A request whose answer was lost, or says nothing, may have been carried out: sent again, it is a second command.</summary>
public sealed class UnknownTests
{
    private static readonly Dictionary<string, Func<TestTime, GatewayReply>> Losses = new()
    {
        ["reset"] = static _ => GatewayReply.Reset,
        ["closed"] = static _ => GatewayReply.Close,
        ["cut body"] = static _ => GatewayReply.Cut,
        ["timeout"] = static time => GatewayReply.Accepted.After(() =>
        {
            time.Advance(TestTime.RequestTimeout);
            return Task.Delay(-1);
        }),
        ["500 without a body"] = static _ => new GatewayReply(500, ""),
        ["502 with a proxy's page"] = static _ => new GatewayReply(502, "<html><body>Bad Gateway</body></html>"),
        ["200 with a page"] = static _ => GatewayReply.Ok("<html><body>Sign in</body></html>"),
        ["200 without a verdict"] = static _ => GatewayReply.Ok("""{"RequestId":"r-1"}"""),
        ["SystemException"] = static _ => new GatewayReply(200, """{"Code":"iot.system.SystemException","Success":false}"""),
        ["InternalError"] = static _ => new GatewayReply(500, """{"Code":"InternalError","Message":"No."}"""),
        ["SignatureNonceUsed"] = static _ => GatewayReply.Refused("SignatureNonceUsed"),
    };

    private readonly TestTime _time = new();

    public static MatrixTheoryData<string, RpcMethod> EachLoss => new(Losses.Keys, [RpcMethod.Get, RpcMethod.Post]);

    [Theory]
    [MemberData(nameof(EachLoss))]
    public async Task It_is_sent_once_and_never_again(string loss, RpcMethod method)
    {
        using TestGateway gateway = new(Losses[loss](_time), GatewayReply.Accepted);

        Outcome outcome = await gateway.DeliverAsync(_time, method: method);

        Assert.Equal((Verdict.Unknown, 1), (outcome.Verdict, outcome.Attempts));
        Assert.NotNull(outcome.SentAt);
        Assert.Single(gateway.Requests);
    }

    [Theory]
    [MemberData(nameof(EachLoss))]
    public async Task A_connection_that_has_served_before_does_not_make_it_two(string loss, RpcMethod method)
    {
        using TestGateway gateway = new(GatewayReply.Accepted, Losses[loss](_time), GatewayReply.Accepted);
        using DeliveryRig rig = new(gateway.Endpoint, _time, method: method);

        await rig.DeliverAsync();
        Outcome outcome = await rig.DeliverAsync();

        Assert.Equal((Verdict.Unknown, 2), (outcome.Verdict, gateway.Requests.Count));
    }

    [Theory]
    [MemberData(nameof(EachLoss))]
    public async Task Where_the_user_asks_for_it_it_is_sent_again_until_it_is_accepted(string loss, RpcMethod method)
    {
        using TestGateway gateway = new(Losses[loss](_time), Losses[loss](_time), GatewayReply.Accepted);

        Outcome outcome = await gateway.DeliverAsync(_time, new DeliveryOptions { RetryUnknown = true }, method: method);

        Assert.Equal((Verdict.Accepted, 3, 3), (outcome.Verdict, outcome.Attempts, gateway.Requests.Count));
    }

    [Fact]
    public async Task Sent_again_it_is_given_up_after_the_last_attempt()
    {
        using TestGateway gateway = new(GatewayReply.Reset);

        Outcome outcome = await gateway.DeliverAsync(_time, new DeliveryOptions { RetryUnknown = true, MaxAttempts = 3 });

        Assert.Equal((Verdict.Unknown, 3, 3), (outcome.Verdict, outcome.Attempts, gateway.Requests.Count));
    }

    [Theory]
    [InlineData("iot.device.NotExistedDevice")]
    [InlineData("Throttling.User")]
    public async Task A_refusal_of_the_second_copy_says_nothing_of_the_first(string code)
    {
        using TestGateway gateway = new(GatewayReply.Reset, GatewayReply.Refused(code));

        Outcome outcome = await gateway.DeliverAsync(_time, new DeliveryOptions { RetryUnknown = true, MaxAttempts = 2, MaxThrottledTime = TimeSpan.Zero });

        Assert.Equal((Verdict.Unknown, 2, code), (outcome.Verdict, outcome.Attempts, outcome.Reply.Code));
    }
}
