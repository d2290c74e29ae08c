using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using TuyaIot.Api;
using TuyaIot.Client.Tests.Support;
using TuyaIot.Connection;
using TuyaIot.Delivery;
using TuyaIot.Signing;
using TuyaIot.Tests.Servers;
using Xunit;

namespace TuyaIot.Client.Tests;

/// <summary>The door to the API: queries under their rules, and connections that equal profiles share.</summary>
public sealed class IotClientTests
{
    private const string Product =
        """{"RequestId":"r-1","Success":true,"data":{"productkey":"a1B","ProductName":"Pump","DeviceCount":"7","ProductSecret":"hidden-1","NodeType":0,"Later":{"x":[1]}}}""";

    public static TheoryData<string> Transient { get; } = new("Reset", "Closed", "Cut", "503", "500");

    [Fact]
    public async Task A_reply_is_read_in_any_key_case_with_numbers_as_text_and_fields_of_later()
    {
        using TestGateway gateway = new(GatewayReply.Ok(Product));
        ApiResult<QueryProductReply> result = await QueryAsync(gateway);

        Assert.Equal(("a1B", "Pump", 7L, 0L), (result.Reply!.Data!.ProductKey, result.Reply.Data.ProductName, result.Reply.Data.DeviceCount, result.Reply.Data.NodeType));
    }

    [Fact]
    public async Task The_reply_as_text_has_everything_but_its_secrets()
    {
        using TestGateway gateway = new(GatewayReply.Ok(Product));
        ApiResult<QueryProductReply> result = await QueryAsync(gateway);

        Assert.Equal(Product.Replace("hidden-1", "********", StringComparison.Ordinal), result.Raw);
    }

    /// <summary>A command with the same faults is sent once: UnknownTests.</summary>
    [Theory]
    [MemberData(nameof(Transient))]
    public async Task A_query_is_sent_again_after_a_transient_fault(string fault)
    {
        GatewayReply first = fault switch
        {
            "Reset" => GatewayReply.Reset,
            "Closed" => GatewayReply.Close,
            "Cut" => GatewayReply.Cut,
            _ => new GatewayReply(int.Parse(fault, System.Globalization.CultureInfo.InvariantCulture), "<html>Later</html>"),
        };
        using TestGateway gateway = new(first, GatewayReply.Ok(Product));
        ApiResult<QueryProductReply> result = await QueryAsync(gateway);

        Assert.Equal(("Pump", 2), (result.Reply?.Data?.ProductName, gateway.Requests.Count));
        Assert.Equal(2, gateway.Requests.Select(static request => request["SignatureNonce"]).Distinct().Count());
    }

    [Theory]
    [InlineData("""{"Success":true,"Data":[1]}""")]
    [InlineData("""{"Success":true,"Data":"none"}""")]
    public async Task A_reply_of_another_form_is_no_reply_and_no_exception(string body)
    {
        using TestGateway gateway = new(GatewayReply.Ok(body));
        ApiResult<QueryProductReply> result = await QueryAsync(gateway);

        Assert.Equal((DeliveryStatus.Accepted, null), (result.Outcome.Verdict.Status, result.Reply));
        Assert.Equal(body, result.Raw);
    }

    [Theory]
    [InlineData("""{"Success":true,"Data":{"DeviceCount":"many","ProductName":"Pump"}}""", "Pump")]
    [InlineData("""{"Success":true,"Data":{"DeviceCount":1.5,"ProductName":7}}""", "7")]
    [InlineData("""{"Success":true,"Data":{"ProductName":{"x":1},"NodeType":null}}""", null)]
    public async Task A_field_of_another_form_does_not_spoil_the_others(string body, string? name)
    {
        using TestGateway gateway = new(GatewayReply.Ok(body));
        ApiResult<QueryProductReply> result = await QueryAsync(gateway);

        Assert.Equal((name, null), (result.Reply!.Data!.ProductName, result.Reply.Data.DeviceCount));
    }

    [Fact]
    public async Task A_refused_query_has_its_code_and_no_reply()
    {
        using TestGateway gateway = new(GatewayReply.Refused("iot.prod.NotExistedProduct"));
        ApiResult<QueryProductReply> result = await QueryAsync(gateway);

        Assert.Equal(("iot.prod.NotExistedProduct", null, null), (result.Outcome.Reply.Code, result.Reply, result.Raw));
        Assert.Single(gateway.Requests);
    }

    [Theory]
    [InlineData(RpcMethod.Get, 7_000, 1)]
    [InlineData(RpcMethod.Get, 7_500, 0)]
    [InlineData(RpcMethod.Post, 300_000, 1)]
    public async Task A_call_that_is_too_long_for_a_URL_is_not_sent(RpcMethod method, int length, int requests)
    {
        using TestGateway gateway = new(GatewayReply.Ok(Product));
        using IotClient client = IotClient.Connect(
            Profile(settings =>
            {
                settings.Endpoint = gateway.Endpoint.ToString();
                settings.Method = method;
            }),
            new DeliveryOptions { RequestsPerSecond = 0 });
        Outcome outcome = (await client.SendAsync(new QueryProduct(new string('x', length)), CancellationToken.None)).Outcome;

        Assert.Equal(requests, gateway.Requests.Count);
        Assert.Equal(
            requests == 1 ? (Verdict.Accepted, true) : (Verdict.Refused(RejectionReason.TooLong), false), (outcome.Verdict, outcome.SentAt is not null));
    }

    [Theory]
    [InlineData(RpcMethod.Get)]
    [InlineData(RpcMethod.Post)]
    public void There_is_room_for_as_many_bytes_as_a_URL_has_left(RpcMethod method)
    {
        using IotClient client = IotClient.Connect(Profile(settings => settings.Method = method), new DeliveryOptions());
        int room = client.RoomFor(new QueryProduct("a1B"));

        Assert.Equal(method is RpcMethod.Get, client.IsUrlLimited);
        Assert.Equal(method is RpcMethod.Post, room == int.MaxValue);
        if (client.IsUrlLimited)
        {
            Assert.InRange(room, 7_000, 7_500);

            // A signature may take up to 84 bytes.
            Assert.InRange(client.RoomFor(new QueryProduct("a1B" + new string('x', 1_000))), room - 1_084, room - 916);
        }
    }

    [Fact]
    public async Task A_command_names_its_devices_in_a_list_or_its_one_device_alone()
    {
        using TestGateway gateway = new(GatewayReply.Accepted);
        using IotClient client = IotClient.Connect(Profile(settings => settings.Endpoint = gateway.Endpoint.ToString()), new DeliveryOptions { RequestsPerSecond = 0 });
        DeviceBatchCall many = new SetDevicesProperty("pk", JsonObjectText.Parse("{\"a\":1}"));
        DeviceBatchCall one = new DisableThing("pk");

        await client.SendAsync(many, client.Prepare(many), ["d1", "d2"], record: null, CancellationToken.None);
        await client.SendAsync(one, client.Prepare(one), ["d3"], record: null, CancellationToken.None);

        Assert.Equal(["d1", "d2"], gateway.Requests[0].DeviceNames());
        Assert.Equal((null, "d3"), (gateway.Requests[0]["DeviceName"], gateway.Requests[1]["DeviceName"]));
        Assert.Empty(gateway.Requests[1].DeviceNames());
    }

    [Fact]
    public async Task Whether_the_latest_reply_was_too_many_requests_is_known()
    {
        using TestGateway gateway = new(GatewayReply.Throttled, GatewayReply.Throttled, GatewayReply.Ok(Product));
        using IotClient client = IotClient.Connect(
            Profile(settings => settings.Endpoint = gateway.Endpoint.ToString()), new DeliveryOptions { RequestsPerSecond = 0, MaxThrottledTime = TimeSpan.Zero });

        Assert.False(client.IsThrottled);
        ApiResult<QueryProductReply> refused = await client.SendAsync(new QueryProduct("a1B"), CancellationToken.None);
        Assert.Equal((true, "Rejected"), (client.IsThrottled, refused.ToString()));
        ApiResult<QueryProductReply> accepted = await client.SendAsync(new QueryProduct("a1B"), CancellationToken.None);
        Assert.Equal((true, "Rejected"), (client.IsThrottled, accepted.ToString()));
        accepted = await client.SendAsync(new QueryProduct("a1B"), CancellationToken.None);
        Assert.Equal((false, "Accepted"), (client.IsThrottled, accepted.ToString()));
    }

    [Fact]
    public void A_session_that_is_given_back_twice_counts_once()
    {
        using SessionPool pool = new(TimeProvider.System);
        ConnectionProfile profile = Profile();
        SessionPool.Lease first = pool.Rent(profile);
        using SessionPool.Lease second = pool.Rent(profile);
        first.Dispose();
        first.Dispose();

        // Were it without a user now, so many others would close it.
        for (int i = 0; i < 20; i++)
        {
            pool.Rent(Profile(settings => settings.InstanceId = $"iot-{i}")).Dispose();
        }

        using SessionPool.Lease third = pool.Rent(profile);
        Assert.Same(second.Session, third.Session);
    }

    [Fact]
    public void Equal_profiles_share_a_session_and_others_do_not()
    {
        using SessionPool pool = new(TimeProvider.System);
        Action<IotCredentialSettings>[] others =
        [
            static settings => settings.AccessKeyId = "other",
            static settings => settings.AccessKeySecret = new NetworkCredential("", "other-secret").SecurePassword,
            static settings => settings.Endpoint = "other",
            static settings => settings.Method = RpcMethod.Post,
            static settings => settings.TimeoutSeconds = 31,
            static settings => settings.Proxy = new Uri("http://proxy:8080/"),
            static settings => settings.CertificateThumbprint = new string('A', 40),
            static settings => settings.SkipCertificateCheck = true,
            static settings => settings.InstanceId = "iot-1",
            static settings => settings.CommonParameter = [new("Version", "1")],
            static settings => settings.SecurityToken = new NetworkCredential("", "a-token").SecurePassword,
        ];
        using SessionPool.Lease first = pool.Rent(Profile());
        using SessionPool.Lease second = pool.Rent(Profile());

        Assert.Same(first.Session, second.Session);
        List<GatewaySession> sessions = [first.Session];
        foreach (Action<IotCredentialSettings> other in others)
        {
            using SessionPool.Lease lease = pool.Rent(Profile(other));
            sessions.Add(lease.Session);
        }

        Assert.Equal(others.Length + 1, sessions.Distinct().Count());
    }

    [Fact]
    public async Task A_session_outlives_its_user_and_is_closed_once_it_is_forgotten()
    {
        using TestGateway gateway = new(GatewayReply.Accepted);
        using SessionPool pool = new(TimeProvider.System);
        ConnectionProfile profile = Profile(settings => settings.Endpoint = gateway.Endpoint.ToString());
        GatewaySession session;
        using (SessionPool.Lease lease = pool.Rent(profile))
        {
            session = lease.Session;
        }

        using (SessionPool.Lease again = pool.Rent(profile))
        {
            Assert.Same(session, again.Session);
            pool.Forget(profile);

            // In use: it still sends.
            Assert.True((await again.Session.Client.SendAsync(new RpcRequest("Any", []), DateTimeOffset.UnixEpoch, CancellationToken.None)).Success);
        }

        using SessionPool.Lease fresh = pool.Rent(profile);
        Assert.NotSame(session, fresh.Session);
    }

    [Fact]
    public void Only_a_few_sessions_stay_open_without_a_user()
    {
        using SessionPool pool = new(TimeProvider.System);
        GatewaySession[] first = [.. Enumerable.Range(0, 20).Select(Rent)];
        GatewaySession[] second = [.. Enumerable.Range(0, 20).Reverse().Select(Rent).Reverse()];

        Assert.Equal(8, Enumerable.Range(0, 20).Count(i => ReferenceEquals(first[i], second[i])));

        GatewaySession Rent(int i)
        {
            using SessionPool.Lease lease = pool.Rent(Profile(settings => settings.InstanceId = $"iot-{i}"));
            return lease.Session;
        }
    }

    private static async Task<ApiResult<QueryProductReply>> QueryAsync(TestGateway gateway)
    {
        using IotClient client = IotClient.Connect(
            Profile(settings => settings.Endpoint = gateway.Endpoint.ToString()), new DeliveryOptions { RequestsPerSecond = 0 });
        return await client.SendAsync(new QueryProduct("a1B"), CancellationToken.None);
    }

    private static ConnectionProfile Profile(Action<IotCredentialSettings>? change = null)
    {
        IotCredentialSettings settings = new()
        {
            AccessKeyId = "testid",
            AccessKeySecret = new NetworkCredential("", Sample.Secret).SecurePassword,
            Endpoint = "host",
        };
        change?.Invoke(settings);
        return new ConnectionProfile(settings);
    }
}
