using System;
using System.Linq;
using System.Threading.Tasks;
using TuyaIot.Simulator.Tests.Support;
using Xunit;

namespace TuyaIot.Simulator.Tests.Protocol;

/// <summary>What the gateway refuses, and with which words, as a client on the wire reads them.</summary>
public sealed class RequestAuthenticatorTests
{
    [Theory]
    [InlineData("Action", null, 400, "MissingAction")]
    [InlineData("AccessKeyId", null, 400, "MissingAccessKeyId")]
    [InlineData("SignatureMethod", null, 400, "MissingSignatureMethod")]
    [InlineData("SignatureNonce", null, 400, "MissingSignatureNonce")]
    [InlineData("Timestamp", null, 400, "MissingTimestamp")]
    [InlineData("ProductKey", null, 400, "MissingProductKey")]
    [InlineData("Identifier", null, 400, "MissingIdentifier")]
    [InlineData("Args", null, 400, "MissingArgs")]
    [InlineData("DeviceName.1", null, 400, "MissingDeviceName.1")]
    [InlineData("DeviceName.02", "b", 400, "MissingDeviceName.3")]
    [InlineData("AccessKeyId", "nobody", 404, "InvalidAccessKeyId.NotFound")]
    [InlineData("SignatureMethod", "HMAC-SHA256", 400, "InvalidParameter")]
    [InlineData("SignatureVersion", "2.0", 400, "InvalidParameter")]
    [InlineData("Version", "2014-05-26", 400, "InvalidVersion")]
    [InlineData("Format", "YAML", 400, "InvalidParameter")]
    [InlineData("Timestamp", "2024-11-19 12:00:00", 400, "InvalidTimeStamp.Format")]
    [InlineData("Timestamp", "2024-11-19T12:00:00+00:00", 400, "InvalidTimeStamp.Format")]
    [InlineData("Timestamp", "2024-11-19T11:44:59Z", 400, "InvalidTimeStamp.Expired")]
    [InlineData("Timestamp", "2024-11-19T12:15:01Z", 400, "InvalidTimeStamp.Expired")]
    [InlineData("Action", "MakeCoffee", 404, "InvalidAction.NotFound")]
    [InlineData("Qos", "2", 400, "InvalidParameter")]
    [InlineData("ProductKey", "", 200, "iot.prod.NullProductKey")]
    [InlineData("DeviceName.2", " ", 200, "iot.device.NullDeviceName")]
    [InlineData("DeviceName.2", "a\u0007", 200, "iot.device.InvalidFormattedDeviceName")]
    [InlineData("Args", "[1]", 200, "iot.device.InvokeThingServiceFailed")]
    [InlineData("Args", "{\"a\":1", 200, "iot.device.InvokeThingServiceFailed")]
    [InlineData("Args", "", 200, "iot.device.InvokeThingServiceFailed")]
    public async Task A_wrong_parameter_is_refused_by_name(string parameter, string? value, int status, string code)
    {
        using IotSimulator simulator = TestSimulator.Start();
        using RawClient client = new(simulator);

        RawReply reply = await client.GetAsync(SignedRequest.Invoke("device1", "device2").With(parameter, value).Sign());

        Assert.Equal((status, code), (reply.Status, reply.Code));
        Assert.False(reply.Success);
        Assert.Equal(0, simulator.DeviceCount);
        Assert.Equal(code, Assert.Single(simulator.GetRequests()).Verdict);
        Assert.True((await client.GetAsync(SignedRequest.Invoke("device1").Sign())).Success);
    }

    [Theory]
    [InlineData("Timestamp", "2024-11-19T11:45:00Z")]
    [InlineData("Timestamp", "2024-11-19T12:15:00Z")]
    [InlineData("Version", "2018-01-20")]
    [InlineData("Version", "2022-01-01")]
    [InlineData("SignatureVersion", "1.0")]
    [InlineData("Format", "JSON")]
    [InlineData("RegionId", "cn-shanghai")]
    [InlineData("Qos", "1")]
    [InlineData("Args", "{}")]
    public async Task A_right_parameter_is_accepted(string parameter, string value)
    {
        using IotSimulator simulator = TestSimulator.Start();
        using RawClient client = new(simulator);

        RawReply reply = await client.GetAsync(SignedRequest.Invoke("device1").With(parameter, value).Sign());

        Assert.True(reply.Success, reply.Body);
        Assert.Equal("", reply.Code);
        Assert.Equal("Tue, 19 Nov 2024 12:00:00 GMT", reply.Headers["Date"]);
    }

    [Fact]
    public async Task A_missing_signature_is_refused()
    {
        using IotSimulator simulator = TestSimulator.Start();
        using RawClient client = new(simulator);

        Assert.Equal("MissingSignature", (await client.GetAsync(SignedRequest.Invoke("a").Sign().Split("&Signature=")[0])).Code);
    }

    [Fact]
    public async Task A_repeated_parameter_is_refused()
    {
        using IotSimulator simulator = TestSimulator.Start();
        using RawClient client = new(simulator);

        RawReply reply = await client.GetAsync(SignedRequest.Invoke("a").Sign() + "&Identifier=Set");

        Assert.Equal((400, "InvalidParameter"), (reply.Status, reply.Code));
        Assert.Contains("Identifier", reply.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "iot.device.NoneDeviceNameElement")]
    [InlineData(1, "")]
    [InlineData(100, "")]
    [InlineData(101, "iot.device.DeviceCountExceeded")]
    public async Task One_call_names_1_to_100_devices(int count, string code)
    {
        using IotSimulator simulator = TestSimulator.Start();
        using RawClient client = new(simulator);

        RawReply reply = await client.PostAsync(SignedRequest.Invoke([.. Enumerable.Range(1, count).Select(static n => $"device{n}")]).Sign("POST"));

        Assert.Equal((200, code), (reply.Status, reply.Code));
        Assert.Equal(code.Length == 0 ? count : 0, simulator.DeviceCount);
    }

    [Fact]
    public async Task A_replay_is_refused_and_not_counted_as_a_delivery()
    {
        using IotSimulator simulator = TestSimulator.Start();
        using RawClient client = new(simulator);
        string call = SignedRequest.Invoke("a").Sign();

        RawReply first = await client.GetAsync(call);
        RawReply second = await client.GetAsync(call);

        Assert.True(first.Success);
        Assert.Equal((400, "SignatureNonceUsed"), (second.Status, second.Code));
        Assert.Equal((2, 1), (simulator.RequestCount, simulator.DeviceCount));
    }

    [Fact]
    public async Task A_wrong_secret_does_not_use_up_a_nonce()
    {
        using IotSimulator simulator = TestSimulator.Start();
        using RawClient client = new(simulator);
        SignedRequest right = SignedRequest.Invoke("a");
        SignedRequest wrong = SignedRequest.Of("InvokeThingsService", "guess").With("SignatureNonce", right.Parameters["SignatureNonce"]);

        Assert.Equal("SignatureDoesNotMatch", (await client.GetAsync(wrong.Sign())).Code);
        Assert.True((await client.GetAsync(right.Sign())).Success);
    }

    [Fact]
    public async Task Only_so_many_nonces_are_remembered()
    {
        using IotSimulator simulator = TestSimulator.Start(static options => options.NonceCapacity = 2);
        using RawClient client = new(simulator);
        string[] calls = [.. Enumerable.Range(0, 3).Select(static _ => SignedRequest.Invoke("a").Sign())];
        foreach (string call in calls)
        {
            await client.GetAsync(call);
        }

        Assert.Equal("SignatureNonceUsed", (await client.GetAsync(calls[1])).Code);
        Assert.True((await client.GetAsync(calls[0])).Success);
    }

    [Theory]
    [InlineData(null, "iot.system.InstanceNotFound")]
    [InlineData("iot-other", "iot.system.InstanceNotFound")]
    [InlineData("iot-1", "")]
    public async Task The_instance_must_be_named_where_one_is_configured(string? instance, string code)
    {
        using IotSimulator simulator = TestSimulator.Start(static options => options.InstanceId = "iot-1");
        using RawClient client = new(simulator);

        Assert.Equal(code, (await client.GetAsync(SignedRequest.Invoke("a").With("IotInstanceId", instance).Sign())).Code);
    }

    [Fact]
    public async Task A_product_that_is_not_configured_does_not_exist()
    {
        using IotSimulator simulator = TestSimulator.Start(static options => options.ProductKey = ["p1", "p2"]);
        using RawClient client = new(simulator);

        Assert.Equal("iot.prod.NotExistedProduct", (await client.GetAsync(SignedRequest.Invoke("a").Sign())).Code);
        Assert.True((await client.GetAsync(SignedRequest.Invoke("a").With("ProductKey", "p2").Sign())).Success);
        Assert.Equal("p1", simulator.ProductKey);
    }

    [Fact]
    public async Task Broken_percent_encoding_is_refused()
    {
        using IotSimulator simulator = TestSimulator.Start();
        using RawClient client = new(simulator);

        foreach (string broken in (string[])["a=%", "a=%2", "a=%zz", "a=%FF%FE"])
        {
            Assert.Equal((400, "InvalidParameter"), ((await client.GetAsync(broken)) is var reply ? (reply.Status, reply.Code) : default));
        }
    }
}
