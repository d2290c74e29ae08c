using System.Linq;
using System.Management.Automation;
using TuyaIot.Tests.Servers;
using TuyaIot.Tests.Support;
using Xunit;

namespace TuyaIot.Tests.Binding;

/// <summary>Names and rows come down the same pipeline, and every kind of object that has a name.</summary>
public sealed class InputTests
{
    [Fact]
    public void Between_rows_a_name_is_sent_what_the_command_line_says()
    {
        using TestGateway gateway = new();
        using Shell shell = new();
        shell.Use(gateway);

        ShellResult result = shell.Run("""
            'd1', [pscustomobject]@{ Name = 'd2'; ProductKey = 'pk2'; Identifier = 'Set'; Args = '{ "a": 1 }'; Qos = '1' }, 'd3',
            [pscustomobject]@{ Device = 'd4' } | Invoke-IotThingsService -Args '{"a":1}' -BatchSize 1 -Identifier Set
            """);

        Assert.Empty(result.Errors);
        Assert.Equal(["d1", "d2", "d3", "d4"], gateway.DeviceNames.Order());
        Assert.All(gateway.Requests, request => Assert.Equal(
            request.DeviceNames() is ["d2"] ? ("pk2", "1") : ("pk1", null), (request["ProductKey"], request["Qos"])));
    }

    [Fact]
    public void Whatever_a_row_says_is_converted_to_what_is_asked_for()
    {
        using TestGateway gateway = new();
        using Shell shell = new();
        shell.Use(gateway);

        ShellResult result = shell.Run("""
            [pscustomobject]@{ DeviceName = 5; ProductKey = 7; Identifier = 9; Qos = '1'; Args = @{ a = 1 } } | Invoke-IotThingsService
            """);

        Assert.Empty(result.Errors);
        GatewayRequest request = Assert.Single(gateway.Requests);
        Assert.Equal(["5"], request.DeviceNames());
        Assert.Equal(("7", "9", "1", """{"a":1}"""), (request["ProductKey"], request["Identifier"], request["Qos"], request["Args"]));
    }

    [Theory]
    [InlineData(", @('d1', 'd2')")]
    [InlineData(", [object[]]@('d1', [psobject]'d2')")]
    [InlineData(", [Collections.Generic.List[string]]@('d1', 'd2')")]
    [InlineData("[pscustomobject]@{ DeviceName = 'd1', 'd2' }")]
    [InlineData("[pscustomobject]@{ DeviceName = [Collections.Generic.List[object]]@('d1', 'd2') }")]
    [InlineData("@('d1', 'd2') | ForEach-Object { [psobject]$_ }")]
    public void Names_come_in_every_shape(string input)
    {
        using TestGateway gateway = new();
        using Shell shell = new();
        shell.Use(gateway);

        ShellResult result = shell.Run($"{input} | Invoke-IotThingsService -Identifier Set");

        Assert.Empty(result.Errors);
        Assert.Equal(["d1", "d2"], Assert.Single(gateway.Requests).DeviceNames());
    }

    [Theory]
    [InlineData("1, 2", "1", "2")]
    [InlineData(", @('d1', 2)", "d1", "2")]
    [InlineData("[bigint]::Parse('123456789012345678901'), [decimal]3, 4.0, [char]'c'", "123456789012345678901", "3", "4", "c")]
    public void A_text_or_a_number_is_taken_by_its_text(string input, params string[] names)
    {
        using TestGateway gateway = new();
        using Shell shell = new();
        shell.Use(gateway);

        ShellResult result = shell.Run($"{input} | Invoke-IotThingsService -Identifier Set");

        Assert.Empty(result.Errors);
        Assert.Equal(names, Assert.Single(gateway.Requests).DeviceNames());
    }

    [Theory]
    [InlineData("[pscustomobject]@{ ProductKey = 'pk2' }", "@{ProductKey=pk2}")]
    [InlineData("[pscustomobject]@{ Foo = 'x' }", "@{Foo=x}")]
    [InlineData("@{ DeviceName = 'd9' }", "System.Collections.Hashtable (Hashtable)")]
    [InlineData("[guid]'00000000-0000-0000-0000-000000000001'", "00000000-0000-0000-0000-000000000001 (Guid)")]
    [InlineData("[IO.FileInfo]'folder/d9'", "folder/d9")]
    [InlineData("(Get-Command Get-Command)", "Get-Command")]
    [InlineData("2.5", "2.5")]
    [InlineData(", @([pscustomobject]@{ DeviceName = 'd9' })", "@{DeviceName=d9}")]
    public void A_row_that_names_no_device_is_an_error_and_the_rest_goes_on(string input, string text)
    {
        using TestGateway gateway = new();
        using Shell shell = new();
        shell.Use(gateway);

        ShellResult result = shell.Run($"'d1', $({input}), 'd2' | Invoke-IotThingsService -Identifier Set");

        ErrorRecord error = Assert.Single(result.Errors);
        error.Is("InvalidDeviceName", ErrorCategory.InvalidArgument);
        Assert.Equal(text, error.Target());
        Assert.Equal(["d1", "d2"], Assert.Single(gateway.Requests).DeviceNames());
    }

    [Fact]
    public void Where_the_command_line_names_the_device_each_row_says_what_it_is_sent()
    {
        using TestGateway gateway = new();
        using Shell shell = new();
        shell.Use(gateway);

        ShellResult result = shell.Run("""
            [pscustomobject]@{ Args = '{"a":1}' }, [pscustomobject]@{ Args = '{"a":2}' } | Invoke-IotThingsService Set -DeviceName d1
            """);

        Assert.Empty(result.Errors);
        Assert.Equal(["""{"a":1}""", """{"a":2}"""], gateway.Requests.Select(request => request["Args"]).Order());
        Assert.Equal(["d1", "d1"], gateway.DeviceNames);
    }

    [Fact]
    public void Where_the_command_line_names_the_device_a_piped_name_is_an_error_of_its_own_and_calls_nobody()
    {
        using TestGateway gateway = new();
        using Shell shell = new();
        shell.Use(gateway);

        ShellResult result = shell.Run("""
            'd2', [pscustomobject]@{ DeviceName = 'd3' }, [pscustomobject]@{ Args = '{"a":1}' }, 'd4' | Invoke-IotThingsService Set -DeviceName d1
            """);

        Assert.Equal(3, result.Errors.Count);
        Assert.All(result.Errors, error => error.Is("DeviceNameGivenTwice", ErrorCategory.InvalidArgument));
        Assert.Equal(["d2", "@{DeviceName=d3}", "d4"], result.Errors.Select(error => $"{error.TargetObject}"));
        Assert.Equal(["d1"], Assert.Single(gateway.Requests).DeviceNames());
    }

    [Fact]
    public void A_row_as_an_argument_is_refused_with_the_way_out()
    {
        using TestGateway gateway = new();
        using Shell shell = new();
        shell.Use(gateway);

        shell.Catch("Invoke-IotThingsService -InputObject ([pscustomobject]@{ DeviceName = 'd1' }) -Identifier Set")
            .Is("NoDeviceName", ErrorCategory.InvalidArgument);

        Assert.Empty(gateway.Requests);
    }
}
