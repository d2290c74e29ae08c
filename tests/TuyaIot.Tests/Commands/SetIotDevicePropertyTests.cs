using System.Linq;
using System.Management.Automation;
using TuyaIot.Tests.Servers;
using TuyaIot.Tests.Support;
using Xunit;

namespace TuyaIot.Tests.Commands;

/// <summary>Set-IotDeviceProperty: one flat object for many devices, or for each of them with the id of its message.</summary>
public sealed class SetIotDevicePropertyTests
{
    private static readonly GatewayReply WithMessage = GatewayReply.Ok("""{"RequestId":"A-1","Success":true,"Data":{"MessageId":"12345678901234567"}}""");

    [Fact]
    public void A_hundred_devices_share_a_request_and_the_result_binds_back()
    {
        using TestGateway gateway = new();
        ShellResult result = Run(gateway, "$r = 1..120 | ForEach-Object { \"d$_\" } | Set-IotDeviceProperty @{ on = 1; level = 10.0 }; $r; $null = $r | Set-IotDeviceProperty");

        Assert.Empty(result.Errors);
        Assert.Equal([100, 20], result.Output.Select(static one => one.Get<int>("DeviceCount")).OrderDescending());
        Assert.All(result.Output, static one => Assert.Equal("TuyaIot.IotDevicesPropertyResult", one.BaseObject.GetType().FullName));
        Assert.Equal(240, gateway.DeviceNames.Count());
        Assert.All(gateway.Requests, static request => Assert.Equal(
            ("SetDevicesProperty", """{"level":10.0,"on":1}""", null), (request["Action"], request["Items"], request["Qos"])));
    }

    [Fact]
    public void Individually_each_device_is_a_request_with_the_id_of_its_message()
    {
        using TestGateway gateway = new(static _ => WithMessage);
        ShellResult result = Run(gateway, "'d1', 'd2', 'd1' | Set-IotDeviceProperty '{\"level\": 10.0}' -Individually -Qos 1");

        Assert.Empty(result.Errors);
        Assert.Equal(["d1", "d1", "d2"], gateway.Requests.Select(static request => request["DeviceName"]).Order());
        Assert.All(gateway.Requests, static request => Assert.Equal(
            ("SetDeviceProperty", """{"level": 10.0}""", "1"), (request["Action"], request["Items"], request["Qos"])));
        Assert.All(result.Output, static one => Assert.Equal(
            ("TuyaIot.IotDevicePropertyResult", "12345678901234567", 1),
            (one.BaseObject.GetType().FullName!, one.Properties["MessageId"].Value, one.Get<int>("Qos"))));
    }

    [Theory]
    [InlineData("@(@{ key = 'on'; value = 1 }, @{ key = 'level'; value = 10.0 })", """{"on":1,"level":10.0}""")]
    [InlineData("@(@{ identifier = 'on'; value = $true })", """{"on":true}""")]
    [InlineData("'[{\"key\":\"on\",\"value\":1},{\"Name\":\"mode\",\"Value\":\"auto\"}]'", """{"on":1,"mode":"auto"}""")]
    [InlineData("@{ Identifier = 'on'; Value = 1 }", """{"on":1}""")]
    [InlineData("([pscustomobject]@{ key = 'on'; value = @{ x = 1 } })", """{"on":{"x":1}}""")]
    public void A_list_of_keys_and_values_is_refused_with_the_right_form_before_anything_is_sent(string list, string right)
    {
        using TestGateway gateway = new();
        using Shell shell = new();
        shell.Use(gateway);

        ErrorRecord error = shell.Catch($"'d1' | Set-IotDeviceProperty {list}");

        error.Is("InvalidProperty", ErrorCategory.InvalidArgument);
        Assert.Contains(right, error.Exception.Message);
        Assert.Empty(gateway.Requests);
    }

    [Theory]
    [InlineData("@(1, 2)", "InvalidProperty")]
    [InlineData("'[]'", "InvalidProperty")]
    [InlineData("'{'", "InvalidProperty")]
    [InlineData("@{ at = { 1 } }", "InvalidProperty")]
    [InlineData("$typo", "NoProperty")]
    public void What_is_no_object_is_refused_before_anything_is_sent(string property, string errorId)
    {
        using TestGateway gateway = new();
        using Shell shell = new();
        shell.Use(gateway);

        shell.Catch($"'d1' | Set-IotDeviceProperty {property}").Is(errorId, ErrorCategory.InvalidArgument);
        Assert.Empty(gateway.Requests);
    }

    [Theory]
    [InlineData("@{ value = 1 }")]
    [InlineData("@{ key = 'a' }")]
    [InlineData("@{ key = 'a'; value = 1; other = 2 }")]
    [InlineData("@{ key = 1; value = 2 }")]
    public void What_only_looks_like_a_pair_is_sent(string property)
    {
        using TestGateway gateway = new();
        Assert.Empty(Run(gateway, $"'d1' | Set-IotDeviceProperty {property}").Errors);
        Assert.Single(gateway.Requests);
    }

    [Theory]
    [InlineData("'d1' | Set-IotDeviceProperty")]
    [InlineData("'d1' | Set-IotDeviceProperty @{}")]
    [InlineData("Set-IotDeviceProperty -DeviceName d1")]
    public void Without_a_property_nothing_is_sent(string script)
    {
        using TestGateway gateway = new();
        using Shell shell = new();
        shell.Use(gateway);

        shell.Catch(script).Is("NoProperty", ErrorCategory.InvalidArgument);
        Assert.Empty(gateway.Requests);
    }

    [Fact]
    public void Qos_needs_a_request_for_each_device()
    {
        using TestGateway gateway = new(static _ => WithMessage);
        using Shell shell = new();
        shell.Use(gateway);

        shell.Catch("'d1' | Set-IotDeviceProperty @{ on = 1 } -Qos 1").Is("InvalidQos", ErrorCategory.InvalidArgument);
        shell.Catch("'d1' | Set-IotDeviceProperty @{ on = 1 } -Individually -Qos 2").Is("InvalidQos", ErrorCategory.InvalidArgument);
        Assert.Empty(gateway.Requests);
    }

    [Fact]
    public void Rows_bring_their_own_properties_and_one_that_contradicts_is_not_sent()
    {
        using TestGateway gateway = new();
        ShellResult result = Run(gateway, """
            [pscustomobject]@{ DeviceName = 'd1'; Property = [ordered]@{ on = 1 } }, [pscustomobject]@{ DeviceName = 'd2'; Property = @{ on = 1 } },
                [pscustomobject]@{ DeviceName = 'd3'; Property = [pscustomobject]@{ on = 2 } } | Set-IotDeviceProperty
            [pscustomobject]@{ DeviceName = 'd4'; Property = '{"on":3}' }, [pscustomobject]@{ DeviceName = 'd5'; Property = '{ "on": 4 }' } |
                Set-IotDeviceProperty @{ on = 4 }
            """);

        ErrorRecord error = Assert.Single(result.Errors);
        error.Is("RowContradictsCommandLine", ErrorCategory.InvalidArgument);
        Assert.Equal("d4", PSObject.AsPSObject(error.TargetObject).Get<string>("DeviceName"));
        Assert.Equal(
            ["""d1 d2 {"on":1}""", """d3 {"on":2}""", """d5 {"on":4}"""],
            gateway.Requests.Select(static request => $"{string.Join(" ", request.DeviceNames())} {request["Items"]}").Order());
    }

    [Fact]
    public void A_journal_is_for_one_command_and_skips_what_was_accepted()
    {
        using TestGateway gateway = new(static _ => WithMessage);
        using Shell shell = new();
        shell.Use(gateway);
        shell["journal"] = System.IO.Path.Combine(System.IO.Directory.CreateTempSubdirectory("tuyaiot").FullName, "run.jsonl");

        Assert.Empty(shell.Run("'d1', 'd2' | Set-IotDeviceProperty @{ on = 1 } -Individually -JournalPath $journal").Errors);
        ShellResult again = shell.Run("'d1', 'd2', 'd3' | Set-IotDeviceProperty '{ \"on\": 1 }' -Individually -JournalPath $journal");
        ErrorRecord other = shell.Catch("'d1' | Set-IotDeviceProperty @{ on = 2 } -Individually -JournalPath $journal");

        Assert.Equal("d3", Assert.Single(again.Output).Get<string>("DeviceName"));
        other.Is("JournalOfAnotherCommand", ErrorCategory.InvalidData);
        Assert.Equal(3, gateway.Requests.Count);
    }

    [Fact]
    public void WhatIf_knows_the_pace_of_each_action()
    {
        using TestGateway gateway = new();
        using Shell shell = new();
        shell.Use(gateway);
        shell.Run("Set-IotCredential testid $Secret $Endpoint -ProductKey pk1");

        Assert.Empty(shell.Run("$n = 1..1000 | ForEach-Object { \"d$_\" }; $n | Set-IotDeviceProperty @{ on = 1 } -WhatIf; $n | Set-IotDeviceProperty @{ on = 1 } -Individually -WhatIf").Errors);

        Assert.Contains("1,000 devices in 10 requests, about 1 s at 10 requests/s", shell.UI.Screen);
        Assert.Contains("1,000 devices in 1,000 requests, about 2 s at 500 requests/s", shell.UI.Screen);
        Assert.Empty(gateway.Requests);
    }

    private static ShellResult Run(TestGateway gateway, string script)
    {
        using Shell shell = new();
        shell.Use(gateway);
        return shell.Run(script);
    }
}
