using System;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using TuyaIot.Tests.Servers;
using TuyaIot.Tests.Support;
using Xunit;

namespace TuyaIot.Tests.Commands;

/// <summary>Get-IotDeviceProperty: an object a property, with a value of its type.</summary>
public sealed class GetIotDevicePropertyTests
{
    public static TheoryData<string, string, object?> Values => new()
    {
        { "int", "\"12\"", 12 },
        { "INT", "12", 12 },
        { "long", "\"9007199254740993\"", 9007199254740993 },
        { "double", "\"10\"", 10.0 },
        { "float", "10.5", 10.5 },
        { "bool", "\"1\"", true },
        { "bool", "false", false },
        { "enum", "\"2\"", 2 },
        { "enum", "\"auto\"", "auto" },
        { "text", "\"007 \"", "007 " },
        { "text", "7", "7" },
        { "date", "\"1700000000000\"", new DateTime(2023, 11, 14, 22, 13, 20, DateTimeKind.Utc) },
        { "int", "\"not a number\"", "not a number" },
        { "bool", "\"perhaps\"", "perhaps" },
        { "new", "\"x\"", "x" },
        { "text", "\"a\\u202eb\"", "a\\u202Eb" },
        { "int", "null", null },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public void A_value_has_the_type_of_its_data_type(string dataType, string json, object? value)
    {
        PSObject property = Assert.Single(Run(
            $$"""{"Identifier":"a","Name":"A","Unit":"%","DataType":"{{dataType}}","Time":"1700000000000","Value":{{json}}}""", "'d1' | Get-IotDeviceProperty").Output);

        Assert.Equal(value, property.Properties["Value"].Value);
        Assert.Equal(("d1", "pk1", "a", "A", "%", dataType), (
            property.Get<string>("DeviceName"), property.Get<string>("ProductKey"), property.Get<string>("Identifier"), property.Get<string>("Name"),
            property.Get<string>("Unit"), property.Get<string>("DataType")));
        Assert.Equal(new DateTime(2023, 11, 14, 22, 13, 20, DateTimeKind.Utc), property.Properties["Time"].Value);
    }

    [Theory]
    [InlineData("""{"Identifier":"a","DataType":"struct","Value":"{\"x\":1,\"y\":[1.5,true,null],\"X\":2}"}""")]
    [InlineData("""{"Identifier":"a","DataType":"struct","Value":{"x":1,"y":[1.5,true,null],"X":2}}""")]
    public void A_struct_is_an_object(string entry)
    {
        PSObject value = Assert.IsType<PSObject>(Assert.Single(Run(entry, "'d1' | Get-IotDeviceProperty").Output).Properties["Value"].Value);

        Assert.Equal(2L, value.Properties["x"].Value);
        Assert.Equal([1.5, true, null], Assert.IsType<object?[]>(value.Properties["y"].Value));
    }

    [Fact]
    public void Identifiers_are_filtered_and_one_that_is_named_and_missing_is_an_error()
    {
        const string Entries = """{"Identifier":"level"},{"Identifier":"LEVEL2"},{"Identifier":"mode"}""";

        Assert.Equal(["level", "LEVEL2"], Identifiers(Run(Entries, "'d1' | Get-IotDeviceProperty lev*")));
        ShellResult result = Run(Entries, "'d1' | Get-IotDeviceProperty Mode, mode, x*");

        ErrorRecord error = Assert.Single(result.Errors);
        error.Is("PropertyNotFound", ErrorCategory.ObjectNotFound);
        Assert.Equal("Mode", error.Target());
        Assert.Equal(["mode"], Identifiers(result));
    }

    [Fact]
    public void A_device_that_does_not_exist_is_an_error_and_the_others_follow_in_order()
    {
        TestGateway? arrivals = null;
        using TestGateway gateway = arrivals = new TestGateway(async request =>
        {
            // Only requests that are in flight at once can arrive before this reply.
            await (request["DeviceName"] == "d3" ? arrivals!.ArrivedAsync(5) : Task.CompletedTask);
            return request["DeviceName"] == "d2"
                ? GatewayReply.Refused("iot.device.NotExistedDevice")
                : Reply($$"""{"Identifier":"{{request["DeviceName"]}}"}""");
        });
        using Shell shell = new();
        shell.Use(gateway);

        ShellResult result = shell.Run("1..40 | ForEach-Object { \"d$_\" } | Get-IotDeviceProperty");

        ErrorRecord error = Assert.Single(result.Errors);
        error.Is("DeviceNotFound", ErrorCategory.ObjectNotFound);
        Assert.Equal("d2", error.Target());
        Assert.Equal(Enumerable.Range(1, 40).Where(static i => i != 2).Select(static i => $"d{i}"), Identifiers(result));
    }

    [Theory]
    [InlineData("""{"Success":true}""")]
    [InlineData("""{"Success":true,"Data":null}""")]
    [InlineData("""{"Success":true,"Data":{"List":"none"}}""")]
    public void A_reply_of_another_form_is_an_error_of_that_device(string reply)
    {
        using TestGateway gateway = new(_ => GatewayReply.Ok(reply));
        using Shell shell = new();
        shell.Use(gateway);

        ErrorRecord error = Assert.Single(shell.Run("'d1' | Get-IotDeviceProperty").Errors);

        error.Is("ReplyUnreadable", ErrorCategory.InvalidData);
        Assert.Equal("d1", error.Target());
    }

    private static string?[] Identifiers(ShellResult result) => [.. result.Output.Select(static one => one.Get<string>("Identifier"))];

    private static GatewayReply Reply(string entries) =>
        GatewayReply.Ok("""{"RequestId":"A-1","Success":true,"Data":{"List":{"PropertyStatusInfo":[""" + entries + "]}}}");

    private static ShellResult Run(string entries, string script)
    {
        using TestGateway gateway = new(_ => Reply(entries));
        using Shell shell = new();
        shell.Use(gateway);
        return shell.Run(script);
    }
}
