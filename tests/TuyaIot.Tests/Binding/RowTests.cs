using System;
using System.Linq;
using System.Management.Automation;
using TuyaIot.Tests.Servers;
using TuyaIot.Tests.Support;
using Xunit;

namespace TuyaIot.Tests.Binding;

/// <summary>Rows, as Import-Csv makes them, tell each device what its own row says.</summary>
public sealed class RowTests
{
    [Fact]
    public void Products_Args_and_Qos_never_mix_in_a_request()
    {
        using TestGateway gateway = new();
        using Shell shell = new();
        shell.Use(gateway);

        ShellResult result = shell.Run("""
            $(foreach ($i in 0..399) {
                [pscustomobject]@{
                    DeviceName = "d$i"
                    ProductKey = "pk$($i % 2)"
                    Args = ('{ "level" : 1.0 }', '{"level":2}')[($i -shr 1) % 2]
                    Qos = ($null, 1)[($i -shr 2) % 2]
                }
            }) | Invoke-IotThingsService -Identifier Set
            """);

        Assert.Empty(result.Errors);
        Assert.Equal(8, gateway.Requests.Count);
        foreach (GatewayRequest request in gateway.Requests)
        {
            foreach (string name in request.DeviceNames())
            {
                int i = int.Parse(name[1..], null);
                Assert.Equal($"pk{i % 2}", request["ProductKey"]);
                Assert.Equal((i >> 1) % 2 == 0 ? """{ "level" : 1.0 }""" : """{"level":2}""", request["Args"]);
                Assert.Equal((i >> 2) % 2 == 0 ? null : "1", request["Qos"]);
            }
        }

        Assert.Equal(400, gateway.DeviceNames.Distinct().Count());
    }

    [Theory]
    [InlineData(1_000)]
    [InlineData(257)]
    public void Rows_that_each_have_Args_of_their_own_all_arrive(int rows)
    {
        using TestGateway gateway = new();
        using Shell shell = new();
        shell.Use(gateway);
        shell["rows"] = rows;

        ShellResult result = shell.Run("""
            $(foreach ($i in 1..$rows) { [pscustomobject]@{ DeviceName = "d$i"; Args = @{ i = $i } } }) |
                Invoke-IotThingsService -Identifier Set
            """);

        Assert.Empty(result.Errors);
        Assert.Equal(rows, gateway.Requests.Count);
        Assert.All(gateway.Requests, request => Assert.Equal($$"""{"i":{{Assert.Single(request.DeviceNames())[1..]}}}""", request["Args"]));
        Assert.Equal(rows, gateway.DeviceNames.Distinct().Count());
    }

    [Fact]
    public void A_row_with_broken_Args_is_one_error_and_the_rest_goes_on()
    {
        using TestGateway gateway = new();
        using Shell shell = new();
        shell.Use(gateway);

        ShellResult result = shell.Run("""
            [pscustomobject]@{ DeviceName = 'd1'; Args = '{"a":1}' },
            [pscustomobject]@{ DeviceName = 'd2'; Args = '{"a":' },
            [pscustomobject]@{ DeviceName = 'd3'; Args = '{"a":1}' } | Invoke-IotThingsService -Identifier Set
            """);

        ErrorRecord error = Assert.Single(result.Errors);
        error.Is("InvalidArgs", ErrorCategory.InvalidArgument);
        Assert.Equal("""{"a":""", error.Target());
        Assert.Equal(["d1", "d3"], Assert.Single(gateway.Requests).DeviceNames());
    }

    [Fact]
    public void A_row_that_is_refused_leaves_nothing_behind_for_the_next_one()
    {
        using TestGateway gateway = new();
        using Shell shell = new();
        shell.Use(gateway);

        ShellResult result = shell.Run("""
            $second = '{"row":2}'
            [pscustomobject]@{ DeviceName = 'd1'; Args = '{"row":1}'; Qos = $null },
            [pscustomobject]@{ DeviceName = 'd2'; Args = $second; Qos = 9 },
            [pscustomobject]@{ DeviceName = 'd3'; Args = $second; Qos = $null } | Invoke-IotThingsService -Identifier Set
            """);

        ErrorRecord error = Assert.Single(result.Errors);
        error.Is("InvalidQos", ErrorCategory.InvalidArgument);
        Assert.Equal(9, error.Target());
        Assert.Equal("""{"row":1}""", gateway.Requests.Single(request => request.DeviceNames() is ["d1"])["Args"]);
        Assert.Equal("""{"row":2}""", gateway.Requests.Single(request => request.DeviceNames() is ["d3"])["Args"]);
    }

    [Fact]
    public void A_hashtable_that_changes_between_rows_says_to_each_device_what_it_held_then()
    {
        using TestGateway gateway = new();
        using Shell shell = new();
        shell.Use(gateway);

        ShellResult result = shell.Run("""
            $same = @{ i = 0 }
            & { foreach ($i in 1..50) { $same.i = $i; [pscustomobject]@{ DeviceName = "d$i"; Args = $same } } } |
                Invoke-IotThingsService -Identifier Set
            """);

        Assert.Empty(result.Errors);
        Assert.Equal(50, gateway.Requests.Count);
        Assert.All(gateway.Requests, request => Assert.Equal($$"""{"i":{{Assert.Single(request.DeviceNames())[1..]}}}""", request["Args"]));
    }

    [Fact]
    public void Columns_that_are_left_empty_fall_back_to_the_credential_and_to_no_Args()
    {
        using TestGateway gateway = new();
        using Shell shell = new();
        shell.Use(gateway);

        ShellResult result = shell.Run("""
            [pscustomobject]@{ DeviceName = 'd1'; ProductKey = ''; Args = ''; Qos = '' },
            [pscustomobject]@{ DeviceName = 'd2'; ProductKey = ' '; Args = $null; Qos = $null },
            [pscustomobject]@{ DeviceName = 'd3' } | Invoke-IotThingsService -Identifier Set
            """);

        Assert.Empty(result.Errors);
        GatewayRequest request = Assert.Single(gateway.Requests);
        Assert.Equal(["d1", "d2", "d3"], request.DeviceNames());
        Assert.Equal("pk1", request["ProductKey"]);
        Assert.Equal("{}", request["Args"]);
        Assert.Null(request["Qos"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-PerDevice")]
    public void Results_that_are_piped_back_send_the_same_again(string perDevice)
    {
        using TestGateway gateway = new(request =>
            request.Number <= 2 && request["ProductKey"] == "bad" ? GatewayReply.Refused("iot.device.NotExistedDevice") : GatewayReply.Accepted);
        using Shell shell = new();
        shell.Use(gateway);

        ShellResult first = shell.Run($$"""
            $r = [pscustomobject]@{ DeviceName = 'd1'; ProductKey = 'bad'; Args = '{ "t" : 10.0 }'; Qos = 1 },
                 [pscustomobject]@{ DeviceName = 'd2'; ProductKey = 'bad'; Args = '{ "t" : 10.0 }'; Qos = 1 },
                 [pscustomobject]@{ DeviceName = 'd3'; ProductKey = 'good'; Args = '{}'; Qos = $null } |
                Invoke-IotThingsService -Identifier testFb:set {{perDevice}}
            """);
        ShellResult again = shell.Run("$r | Where-Object Status -eq Rejected | Invoke-IotThingsService");

        Assert.Single(first.Errors).Is("DeviceRefused", ErrorCategory.ObjectNotFound);
        Assert.Equal("Accepted", Assert.Single(again.Output).Status());
        Assert.Equal(3, gateway.Requests.Count);
        GatewayRequest refused = gateway.Requests.First(request => request["ProductKey"] == "bad");
        GatewayRequest resent = gateway.Requests[^1];
        string[] own = ["Action", "Args", "DeviceName.1", "DeviceName.2", "Identifier", "ProductKey", "Qos"];
        Assert.Equal(own.Select(name => refused[name]), own.Select(name => resent[name]));
        Assert.NotEqual(refused["SignatureNonce"], resent["SignatureNonce"]);
        Assert.DoesNotContain(own, name => resent[name] is null);
    }
}
