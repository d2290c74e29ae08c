using System;
using System.Collections.Generic;
using System.Linq;
using TuyaIot.Api;
using TuyaIot.Errors;
using TuyaIot.Signing;
using Xunit;

namespace TuyaIot.Client.Tests.Api;

/// <summary>Calls that are made without devices from a pipeline, and what all calls have in common: their parameters, in the API's own spelling.</summary>
public sealed class CallTests
{
    private static readonly MessageContent Content = MessageContent.From("hi");

    private static Dictionary<string, (ApiCall Call, string Parameters, bool IsQuery, double RequestsPerSecond)> Calls { get; } = new()
    {
        ["QueryProduct"] = (new QueryProduct("pk"), "ProductKey=pk", true, 50),
        ["QueryProductList"] = (new QueryProductList(3), "CurrentPage=3 PageSize=200", true, 10),
        ["QueryDevice"] = (new QueryDevice("pk", 2), "CurrentPage=2 PageSize=50 ProductKey=pk", true, 50),
        ["QueryDeviceDetail"] = (new QueryDeviceDetail("pk", "d"), "DeviceName=d ProductKey=pk", true, 50),
        ["BatchQueryDeviceDetail"] = (new BatchQueryDeviceDetail("pk", ["a", "b"]), "DeviceName.1=a DeviceName.2=b ProductKey=pk", true, 5),
        ["BatchGetDeviceState"] = (new BatchGetDeviceState("pk", ["a", "b"]), "DeviceName.1=a DeviceName.2=b ProductKey=pk", true, 50),
        ["QueryThingModelPublished"] = (
            new QueryThingModelPublished("pk", "1.0", "fb"), "FunctionBlockId=fb ModelVersion=1.0 ProductKey=pk", true, 10),
        ["BatchRegisterDevice"] = (new BatchRegisterDevice("pk", 5), "Count=5 ProductKey=pk", false, 10),
        ["QueryBatchRegisterDeviceStatus"] = (new QueryBatchRegisterDeviceStatus("pk", 7), "ApplyId=7 ProductKey=pk", true, 30),
        ["QueryPageByApplyId"] = (new QueryPageByApplyId(7, 1), "ApplyId=7 CurrentPage=1 PageSize=50", true, 10),
        ["BatchUpdateDeviceNickname"] = (new BatchUpdateDeviceNickname("pk", []), string.Empty, false, 10),
        ["RegisterDevice"] = (new RegisterDevice("pk", null), "ProductKey=pk", false, 30),
        ["Pub"] = (new Pub("pk", "/pk/d/user/get", Content, 1), "MessageContent=aGk= ProductKey=pk Qos=1 TopicFullName=/pk/d/user/get", false, 1_600),
        ["BatchPub"] = (new BatchPub("pk", "get", null, Content, 0), "MessageContent=aGk= ProductKey=pk Qos=0 TopicShortName=get", false, 50),
        ["RRpc"] = (
            new RRpc("pk", Content, TimeSpan.FromSeconds(2.5), "/request"), "ProductKey=pk RequestBase64Byte=aGk= Timeout=2500 Topic=/request", false, 1_000),
    };

    public static TheoryData<string> Names => [.. Calls.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_call_carries_the_documented_parameters_and_no_other_at_the_quota_of_its_action(string action)
    {
        (ApiCall call, string parameters, bool isQuery, double requestsPerSecond) = Calls[action];

        Assert.Equal((action, isQuery, requestsPerSecond), (call.Action.Name, call.Action.IsQuery, call.Action.RequestsPerSecond));
        Assert.Equal(parameters, Text(call.GetParameters()));
        Assert.Equal(parameters, Text(call.GetSentParameters()));
    }

    [Fact]
    public void What_is_not_given_is_not_sent()
    {
        Assert.Equal("MessageContent=aGk= ProductKey=pk TopicFullName=/t", Text(new Pub("pk", "/t", Content, null).GetParameters()));
        Assert.Equal("ProductKey=pk TopicTemplateName=/pk/${deviceName}/user/get", Text(new BatchPub("pk", null, "/pk/${deviceName}/user/get", null, null).GetParameters()));
        Assert.Equal("ProductKey=pk Timeout=1000", Text(new RRpc("pk", null, TimeSpan.FromSeconds(1), null).GetParameters()));
        Assert.Equal("ProductKey=pk", Text(new QueryThingModelPublished("pk").GetParameters()));
        Assert.Equal("""Items={} ProductKey=pk""", Text(new SetDeviceProperty("pk", JsonObjectText.Empty, null).GetParameters()));
        Assert.Equal("""Items={} ProductKey=pk Versions={}""", Text(new SetDeviceDesiredProperty("pk", JsonObjectText.Empty, JsonObjectText.Empty, null).GetParameters()));
    }

    /// <summary>The API takes a page's number or the token of the page before, and never both.</summary>
    [Fact]
    public void A_page_with_a_token_has_no_number() =>
        Assert.Equal("NextToken=t1 PageSize=50 ProductKey=pk", Text(new QueryDevice("pk", 201, "t1").GetParameters()));

    [Fact]
    public void The_status_of_devices_is_asked_for_by_IotId_without_a_product() =>
        Assert.Equal("IotId.1=a IotId.2=b", Text(new BatchGetDeviceState(null, ["a", "b"]).GetParameters()));

    [Theory]
    [InlineData("queryproduct", "QueryProduct", true)]
    [InlineData("InvokeThingsService", "InvokeThingsService", false)]
    [InlineData("SomethingNew", "SomethingNew", false)]
    public void Any_action_is_a_query_only_where_it_is_known_as_one_and_its_parameters_stay_as_they_are(string name, string action, bool isQuery)
    {
        AnyAction call = new(name, [new("b", "2"), new("a", "1")]);

        Assert.Equal((action, isQuery), (call.Action.Name, call.Action.IsQuery));
        Assert.Equal([new("b", "2"), new("a", "1")], call.GetParameters());
    }

    /// <summary>A journal knows a command again by what the user gave.</summary>
    [Fact]
    public void A_journal_has_the_parameters_and_a_hash_of_a_long_message()
    {
        BatchPub call = new("pk", "get", null, MessageContent.From(new string('x', 5_000)), null);

        Assert.Equal("ProductKey=pk Qos=1 TopicShortName=get", Text(new BatchPub("pk", "get", null, null, 1).GetIdentity()));
        Assert.Equal(["MessageContent", "ProductKey", "TopicShortName"], call.GetIdentity().Select(static parameter => parameter.Name));
        Assert.StartsWith("sha256:", call.GetIdentity()[0].Value, StringComparison.Ordinal);
        Assert.Equal("ProductKey=pk", Text(new EnableThing("pk").GetIdentity()));
        Assert.Equal("ProductKey=pk Timeout=1000", Text(new RRpc("pk", null, TimeSpan.FromSeconds(1), null).GetIdentity()));
    }

    [Fact]
    public void Only_a_call_that_waits_for_a_device_asks_for_more_time()
    {
        Assert.Equal(TimeSpan.Zero, new EnableThing("pk").MinTimeout);
        Assert.Equal(TimeSpan.FromSeconds(13), new RRpc("pk", Content, TimeSpan.FromSeconds(8), null).MinTimeout);
    }

    [Fact]
    public void The_reply_of_a_registration_is_read_and_it_is_for_one_device()
    {
        RegisterDevice call = new("pk", "n");

        Assert.True(call is { IsForOneDevice: true, HasReply: true });
        Assert.Null(RegisterDevice.ReadDevice(null, ApiReply.Fields));
    }

    /// <summary>The values that a thing model describes are sent in another form where it demands that. Nothing else of the call changes.</summary>
    [Fact]
    public void The_values_of_a_call_are_sent_as_the_model_demands_and_known_again_as_they_were_given()
    {
        JsonObjectText given = JsonObjectText.Parse("""{"a":10}""", isVerbatim: false);
        DeviceBatchCall[] calls = [new InvokeThingsService("pk", "Set", given, 1), new SetDevicesProperty("pk", given), new SetDeviceProperty("pk", given, null)];

        Assert.Equal(["Args Set", "Items ", "Items "], calls.Select(static call => $"{call.ThingModelInput!.Parameter} {call.ThingModelInput.Service}"));
        Assert.All(calls, static call =>
        {
            Assert.Equal(("""{"a":10}""", false), (call.ThingModelInput!.Json, call.ThingModelInput.IsVerbatim));
            DeviceBatchCall written = call with { SentValues = """{"a":10.0}""" };
            Assert.Equal(Text(call.GetParameters()).Replace("10", "10.0", StringComparison.Ordinal), Text(written.GetSentParameters()));
            Assert.Equal(call.GetParameters(), written.GetParameters());
            Assert.Equal(call.GetIdentity(), written.GetIdentity());
        });
    }

    [Fact]
    public void A_call_without_values_for_a_model_has_none()
    {
        Assert.Null(new EnableThing("pk").ThingModelInput);
        Assert.Null(new InvokeThingsService("pk", string.Empty, JsonObjectText.Empty, null).ThingModelInput);
        Assert.Equal("ProductKey=pk", Text((new EnableThing("pk") with { SentValues = "{}" }).GetSentParameters()));
    }

    [Fact]
    public void Content_is_equal_by_its_bytes_and_too_much_of_it_is_refused()
    {
        byte[] most = new byte[MessageContent.MaxLength];

        Assert.True(Content.Equals((object)MessageContent.From("hi"u8.ToArray())));
        Assert.False(Content.Equals((object?)null));
        Assert.False(Content.Equals((object)"hi"));
        Assert.Equal(Content.GetHashCode(), MessageContent.From("hi"u8.ToArray()).GetHashCode());
        Assert.NotEqual(Content, MessageContent.From("ho"));
        Assert.Equal(("hi", null), (Content.Text, Content.Bytes));
        Assert.Equal((null, most), (MessageContent.From(most).Text, MessageContent.From(most).Bytes));

        byte[] tooMuch = new byte[MessageContent.MaxLength + 1];
        IotArgumentException exception = Assert.Throws<IotArgumentException>(() => MessageContent.From(tooMuch));
        Assert.Equal(("MessageTooLarge", (object)tooMuch), (exception.ErrorId, exception.Value));
        Assert.Equal("The message has 262,145 bytes, and the API takes no more than 262,144.", exception.Message);
    }

    [Fact]
    public void Equal_calls_have_equal_hashes() => Assert.Equal(
        new ClearDeviceDesiredProperty("pk", ["a"]).GetHashCode(), new ClearDeviceDesiredProperty("pk", ["a"]).GetHashCode());

    /// <summary>What a way around says is shown to a user whose gateway does not know the action.</summary>
    [Fact]
    public void Actions_that_Tuya_does_not_document_have_a_way_around() => Assert.All(
        (ApiCall[])
        [
            new QueryProductList(1), new EnableThing("pk"), new DisableThing("pk"), new DeleteDevice("pk"),
            new QueryBatchRegisterDeviceStatus("pk", 1), new QueryPageByApplyId(1, 1),
        ],
        static call => Assert.NotEmpty(call.Action.WayAround!));

    private static string Text(IEnumerable<RpcParameter> parameters) =>
        string.Join(" ", parameters.OrderBy(static parameter => parameter.Name, StringComparer.Ordinal).Select(static parameter => $"{parameter.Name}={parameter.Value}"));
}
