using System.Management.Automation;
using TuyaIot.Tests.Servers;
using TuyaIot.Tests.Support;
using Xunit;

namespace TuyaIot.Tests.Binding;

/// <summary>A row that says something else than the command line is not sent; a result of the module yields.</summary>
public sealed class ContradictionTests
{
    [Theory]
    [InlineData("Identifier = 'Other'", "Set")]
    [InlineData("ProductKey = 'pk2'", "Set -ProductKey pk1")]
    [InlineData("Args = '{\"a\":2}'", "Set @{ a = 1 }")]
    [InlineData("Args = @{ a = 1.0 }", "Set @{ a = 1 }")]
    [InlineData("Qos = 0", "Set -Qos 1")]
    [InlineData("Qos = '0'", "Set -Qos 1")]
    public void A_row_that_contradicts_the_command_line_is_an_error_and_is_not_sent(string column, string command)
    {
        using TestGateway gateway = new();
        using Shell shell = new();
        shell.Use(gateway);

        ShellResult result = shell.Run($$"""
            'd1', [pscustomobject]@{ DeviceName = 'd2'; {{column}} }, [pscustomobject]@{ DeviceName = 'd3' } | Invoke-IotThingsService {{command}}
            """);

        ErrorRecord error = Assert.Single(result.Errors);
        error.Is("RowContradictsCommandLine", ErrorCategory.InvalidArgument);
        Assert.Equal("d2", PSObject.AsPSObject(error.TargetObject).Get<string>("DeviceName"));
        Assert.Contains($"another {column.Split(' ')[0]} ", error.Exception.Message);
        Assert.Equal(["d1", "d3"], gateway.DeviceNames);
    }

    [Theory]
    [InlineData("Identifier = ' Set '", "Set")]
    [InlineData("Identifier = ''", "Set")]
    [InlineData("ProductKey = $null", "Set -ProductKey pk1")]
    [InlineData("Args = '{ \"b\": 2, \"a\": 1 }'", "Set @{ a = 1; b = 2 }")]
    [InlineData("Qos = '1'", "Set -Qos 1")]
    public void What_means_the_same_or_nothing_is_no_contradiction(string column, string command)
    {
        using TestGateway gateway = new();
        using Shell shell = new();
        shell.Use(gateway);

        ShellResult result = shell.Run($$"""'d1', [pscustomobject]@{ DeviceName = 'd2'; {{column}} } | Invoke-IotThingsService {{command}}""");

        Assert.Empty(result.Errors);
        Assert.Equal(["d1", "d2"], Assert.Single(gateway.Requests).DeviceNames());
    }

    /// <summary>The product and the device stay; Qos belongs to the service that it was given for.</summary>
    [Theory]
    [InlineData("$r")]
    [InlineData("[Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($r))")]
    [InlineData("$r | ForEach-Object { $o = [ordered]@{}; foreach ($p in $_.psobject.Properties) { $o[$p.Name] = \"$($p.Value)\" }; [pscustomobject]$o }")]
    public void Results_yield_to_the_command_line_in_whatever_form_they_were_saved(string results)
    {
        using TestGateway gateway = new();
        using Shell shell = new();
        shell.Use(gateway);

        ShellResult result = shell.Run($$"""
            $r = 'd1', 'd2' | Invoke-IotThingsService Set @{ a = 1 } -Qos 1 -ProductKey pk2 -PerDevice
            {{results}} | Invoke-IotThingsService Check @{ b = 2 }
            """);

        Assert.Empty(result.Errors);
        GatewayRequest again = gateway.Requests[^1];
        Assert.Equal(["d1", "d2"], again.DeviceNames());
        Assert.Equal(("Check", """{"b":2}""", "pk2", null), (again["Identifier"], again["Args"], again["ProductKey"], again["Qos"]));
    }

    /// <summary>Qos and ExpirationSeconds belong to the command that they were given for, like Args.</summary>
    [Theory]
    [InlineData("Set-IotDeviceProperty @{ a = 1 } -Individually -Qos 1", "Invoke-IotThingService Check", "Qos")]
    [InlineData("Set-IotDeviceProperty @{ a = 1 } -Individually -Qos 1", "Set-IotDeviceProperty @{ b = 2 } -Individually", "Qos")]
    [InlineData("Invoke-IotThingService Set -Qos 1", "Set-IotDeviceProperty @{ b = 2 }", "Qos")]
    [InlineData("Invoke-IotThingService Set -Qos 1", "Set-IotDeviceProperty @{ b = 2 } -Individually", "Qos")]
    [InlineData("Set-IotDesiredProperty @{ a = 1 } -Version 1 -ExpirationSeconds 60", "Set-IotDesiredProperty @{ b = 2 } -Version 1", "Expiration")]
    public void A_result_brings_no_detail_of_its_command_to_another_one(string first, string second, string parameter)
    {
        using TestGateway gateway = new();
        using Shell shell = new();
        shell.Use(gateway);

        ShellResult result = shell.Run($"'d1' | {first} | {second}");

        Assert.Empty(result.Errors);
        Assert.Equal(2, gateway.Requests.Count);
        Assert.NotNull(gateway.Requests[0][parameter]);
        Assert.Null(gateway.Requests[1][parameter]);
    }
}
