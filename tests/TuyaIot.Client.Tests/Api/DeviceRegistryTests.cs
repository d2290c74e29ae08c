using System.Linq;
using System.Net;
using System.Security;
using System.Text.Json;
using TuyaIot.Api;
using TuyaIot.Signing;
using Xunit;

namespace TuyaIot.Client.Tests.Api;

/// <summary>The calls that register, enable, disable, delete and rename devices, spelled as the pages spell them, and their replies.</summary>
public sealed class DeviceRegistryTests
{
    [Fact]
    public void A_device_is_registered_with_its_product_and_its_nickname_where_it_has_one()
    {
        Assert.Equal([("Nickname", "Boiler"), ("ProductKey", "pk1")], Sent(new RegisterDevice("pk1", "Boiler")));
        Assert.Equal([("ProductKey", "pk1")], Sent(new RegisterDevice("pk1", null)));
    }

    [Fact]
    public void The_calls_of_an_application_carry_the_documented_parameters()
    {
        Assert.Equal([("Count", "10000"), ("ProductKey", "pk1")], Sent(new BatchRegisterDevice("pk1", 10_000)));
        Assert.Equal([("ApplyId", "1295006"), ("ProductKey", "pk1")], Sent(new QueryBatchRegisterDeviceStatus("pk1", 1_295_006)));
        Assert.Equal([("ApplyId", "1295006"), ("CurrentPage", "2"), ("PageSize", "50")], Sent(new QueryPageByApplyId(1_295_006, 2)));
    }

    [Fact]
    public void A_command_for_one_device_has_its_product_alone_and_takes_one_name()
    {
        DeviceBatchCall[] calls = [new EnableThing("pk1"), new DisableThing("pk1"), new DeleteDevice("pk1")];

        Assert.Equal(["EnableThing", "DisableThing", "DeleteDevice"], calls.Select(static call => call.Action.Name));
        Assert.All(calls, static call => Assert.Equal([("ProductKey", "pk1")], Sent(call)));
        Assert.All(calls, static call => Assert.True(call is { IsForOneDevice: true, HasReply: false, Action.IsQuery: false }));
    }

    [Fact]
    public void Nicknames_are_numbered_and_one_that_is_deleted_is_left_out() => Assert.Equal(
        [
            ("DeviceNicknameInfo.1.DeviceName", "d1"), ("DeviceNicknameInfo.1.Nickname", "Boiler"), ("DeviceNicknameInfo.1.ProductKey", "pk1"),
            ("DeviceNicknameInfo.2.DeviceName", "d2"), ("DeviceNicknameInfo.2.ProductKey", "pk1"),
        ],
        Sent(new BatchUpdateDeviceNickname("pk1", [new("d1", "Boiler"), new("d2", null)])));

    [Theory]
    [InlineData("""{"Data":{"DeviceName":"d1","DeviceSecret":"s3cret","IotId":"id1","Nickname":"n"},"Success":true}""")]
    [InlineData("""{"data":{"deviceName":"d1","deviceSecret":"s3cret","iotId":"id1","nickname":"n","more":[1]},"success":true}""")]
    public void A_registered_device_is_read_and_its_secret_is_in_no_text(string reply)
    {
        ApiItem<RegisteredDevice> device = RegisterDevice.ReadDevice(Parse(reply), ApiReply.Fields)!;

        Assert.Equal(("d1", "id1", "n"), (device.Value.DeviceName, device.Value.IotId, device.Value.Nickname));
        Assert.Equal("s3cret", PlainText(SecretText.Read(device.Json, "DeviceSecret")));
        Assert.DoesNotContain("s3cret", $"{device}");
    }

    [Theory]
    [InlineData("""{"Success":true}""")]
    [InlineData("""{"Data":null}""")]
    [InlineData("""{"Data":"none"}""")]
    public void Without_a_device_there_is_none(string reply) => Assert.Null(RegisterDevice.ReadDevice(Parse(reply), ApiReply.Fields));

    [Theory]
    [InlineData("12345678")]
    [InlineData("\"12345678\"")]
    public void The_number_of_an_application_is_a_number_or_a_text(string number) =>
        Assert.Equal(12_345_678, Read<BatchRegisterDeviceReply>($$"""{"Data":{"ApplyId":{{number}}},"Success":true}""")!.Data!.ApplyId);

    [Theory]
    [InlineData("CREATE_SUCCESS", true, false)]
    [InlineData("create_success", true, false)]
    [InlineData("CREATE", false, false)]
    [InlineData("CHECK", false, false)]
    [InlineData("CHECK_SUCCESS", false, false)]
    [InlineData("CHECK_FAILED", false, true)]
    [InlineData("CREATE_FAILED", false, true)]
    [InlineData(null, false, false)]
    public void A_status_says_whether_the_devices_are_there(string? status, bool isCreated, bool isFailed)
    {
        BatchRegisterDeviceStatus read = new(status);

        Assert.Equal((isCreated, isFailed), (read.IsCreated, read.IsFailed));
    }

    [Theory]
    [InlineData("""{"ApplyDeviceList":[{"DeviceName":"d1"},{"DeviceName":"d2"}]}""")]
    [InlineData("""{"ApplyDeviceList":{"ApplyDeviceInfo":[{"DeviceName":"d1"},{"DeviceName":"d2"}]}}""")]
    [InlineData("""{"applyDeviceList":{"Count":2,"any":[{"deviceName":"d1"},7,{"deviceName":"d2"}]}}""")]
    public void A_page_is_a_list_or_has_one_in_it(string reply) =>
        Assert.Equal(["d1", "d2"], new QueryPageByApplyId(1, 1).Read(Parse(reply), ApiReply.Fields)!.Devices.Select(static device => device.Value.DeviceName));

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"ApplyDeviceList":null}""")]
    [InlineData("""{"ApplyDeviceList":"none"}""")]
    [InlineData("""{"ApplyDeviceList":{"Total":0}}""")]
    public void A_page_without_a_list_has_none(string reply) => Assert.Null(new QueryPageByApplyId(1, 1).Read(Parse(reply), ApiReply.Fields));

    [Theory]
    [InlineData("""{"PageCount":3,"Total":101}""", 3)]
    [InlineData("""{"Total":"101"}""", 3)]
    [InlineData("""{"Total":100}""", 2)]
    [InlineData("""{}""", 0)]
    public void The_number_of_pages_is_given_or_counted(string reply, long pages) => Assert.Equal(pages, Read<QueryPageByApplyIdReply>(reply)!.Pages);

    private static (string, string)[] Sent(ApiCall call) =>
        [.. call.GetParameters().Select(static (RpcParameter parameter) => (parameter.Name, parameter.Value)).Order()];

    private static T? Read<T>(string reply)
        where T : class =>
        ApiReply.Read<T>(Parse(reply));

    private static JsonElement Parse(string reply)
    {
        using JsonDocument document = JsonDocument.Parse(reply);
        return document.RootElement.Clone();
    }

    private static string PlainText(SecureString? secret) => new NetworkCredential(string.Empty, secret).Password;
}
