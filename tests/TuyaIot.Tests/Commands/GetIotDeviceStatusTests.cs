using System;
using System.Linq;
using System.Management.Automation;
using TuyaIot.Tests.Servers;
using TuyaIot.Tests.Support;
using Xunit;

namespace TuyaIot.Tests.Commands;

/// <summary>Get-IotDeviceStatus: 50 devices a request, by name or by IotId.</summary>
public sealed class GetIotDeviceStatusTests
{
    [Fact]
    public void Names_are_asked_for_by_50()
    {
        using TestGateway gateway = new(Reply);
        ShellResult result = Run(gateway, "1..120 | ForEach-Object { \"d$_\" } | Get-IotDeviceStatus");

        Assert.Empty(result.Errors);
        Assert.Equal(Enumerable.Range(1, 120).Select(static i => $"d{i}"), result.Output.Select(static device => device.Get<string>("DeviceName")));
        Assert.Equal([50, 50, 20], gateway.Requests.Select(static request => request.DeviceNames().Length).OrderDescending());
        Assert.All(result.Output, static device => Assert.Equal(("pk1", "Offline"), (device.Get<string>("ProductKey"), device.Get<string>("Status"))));
    }

    [Theory]
    [InlineData("Get-IotDeviceStatus -IotId id:pk2:d1, id:pk3:d2")]
    [InlineData("'id:pk2:d1', '', 'id:pk3:d2' | ForEach-Object { [pscustomobject]@{ IotId = $_ } } | Get-IotDeviceStatus")]
    public void Devices_of_several_products_are_asked_for_by_IotId(string script)
    {
        using TestGateway gateway = new(Reply);
        ShellResult result = Run(gateway, script);

        Assert.Empty(result.Errors);
        Assert.Equal(["id:pk2:d1", "id:pk3:d2"], result.Output.Select(static device => device.Get<string>("IotId")));
        GatewayRequest request = Assert.Single(gateway.Requests);
        Assert.Equal(("id:pk2:d1", "id:pk3:d2", null, null), (request["IotId.1"], request["IotId.2"], request["ProductKey"], request["DeviceName.1"]));
    }

    [Fact]
    public void An_object_with_a_name_is_asked_for_by_its_name_and_product()
    {
        using TestGateway gateway = new(Reply);
        ShellResult result = Run(
            gateway,
            "'pk2', 'pk3' | ForEach-Object { [pscustomobject]@{ ProductKey = $_; DeviceName = 'd1'; IotId = 'x' } } | Get-IotDeviceStatus");

        Assert.Equal(["pk2", "pk3"], result.Output.Select(static device => device.Get<string>("ProductKey")).Order());
        Assert.Equal(2, gateway.Requests.Count);
    }

    [Fact]
    public void The_time_is_the_timestamp_in_UTC_and_the_text_without_a_zone_stays_a_text()
    {
        using TestGateway gateway = new(Reply);
        PSObject device = Assert.Single(Run(gateway, "Get-IotDeviceStatus d1").Output);

        DateTime time = device.Get<DateTime>("LastOnlineAt");
        Assert.Equal((new DateTime(2019, 2, 20, 2, 16, 9), DateTimeKind.Utc), (time, time.Kind));
        Assert.Equal("2019-02-20 10:16:09", device.Get<string>("LastOnlineTime"));
        Assert.Null(Assert.Single(Run(gateway, "Get-IotDeviceStatus never").Output).Properties["LastOnlineAt"].Value);
    }

    [Theory]
    [InlineData("leftout")]
    [InlineData("refused")]
    public void A_device_that_is_not_there_is_an_error_of_that_name_and_the_others_are_read(string missing)
    {
        using TestGateway gateway = new(Reply);
        ShellResult result = Run(gateway, $"1..20 | ForEach-Object {{ \"d$_\"; if ($_ -eq 7) {{ '{missing}' }} }} | Get-IotDeviceStatus");

        ErrorRecord error = Assert.Single(result.Errors);
        error.Is("DeviceNotFound", ErrorCategory.ObjectNotFound);
        Assert.Equal(missing, error.Target());
        Assert.Equal(Enumerable.Range(1, 20).Select(static i => $"d{i}"), result.Output.Select(static device => device.Get<string>("DeviceName")));
    }

    [Fact]
    public void Without_a_device_there_is_nothing_to_ask_for()
    {
        using TestGateway gateway = new(Reply);
        using Shell shell = new();
        shell.Use(gateway);

        shell.Catch("Get-IotDeviceStatus").Is("NoDeviceName", ErrorCategory.InvalidArgument);
    }

    private static ShellResult Run(TestGateway gateway, string script)
    {
        using Shell shell = new();
        shell.Use(gateway);
        return shell.Run(script);
    }

    private static GatewayReply Reply(GatewayRequest request)
    {
        string[] devices = [.. request.Parameters
            .Where(static parameter => parameter.Key.StartsWith("DeviceName.", StringComparison.Ordinal) || parameter.Key.StartsWith("IotId.", StringComparison.Ordinal))
            .Select(static parameter => parameter.Value)];
        return devices.Contains("refused") ? GatewayReply.Refused("iot.device.NotExistedDevice") : GatewayReply.Ok(
            $$"""{"Success":true,"DeviceStatusList":{"DeviceStatus":[{{string.Join(",", devices.Where(static device => device != "leftout").Reverse().Select(Describe))}}]} }""");
    }

    private static string Describe(string device) =>
        $$"""
        {"DeviceName":"{{device.Split(':')[^1]}}","IotId":"{{device}}","Status":"{{(device == "never" ? "UNACTIVE" : "OFFLINE")}}","AsAddress":"192.0.2.1",
        "LastOnlineTime":"2019-02-20 10:16:09","Timestamp":"1550628969000"}
        """;
}
