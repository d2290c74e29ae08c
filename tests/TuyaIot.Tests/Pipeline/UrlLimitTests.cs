using System;
using System.Linq;
using System.Management.Automation;
using TuyaIot.Tests.Servers;
using TuyaIot.Tests.Support;
using Xunit;

namespace TuyaIot.Tests.Pipeline;

/// <summary>No URL is longer than servers take, and nothing is lost for it.</summary>
public sealed class UrlLimitTests
{
    private const int MaxUrlLength = 7_500;

    [Theory]
    [InlineData(64, 'x')]
    [InlineData(101, 'x')]
    [InlineData(200, 'x')]
    [InlineData(64, '中')]
    [InlineData(40, '+')]
    public void Long_names_make_smaller_requests_by_GET(int length, char filler)
    {
        using TestGateway gateway = new();
        using Shell shell = new();
        shell.Use(gateway);
        string[] names = Filled(250, length, filler);
        shell["names"] = names;

        ShellResult result = shell.Run("$names | Invoke-IotThingsService -Identifier Set -Args @{ param1 = 1 }");

        Assert.Empty(result.Errors);
        Assert.All(gateway.Requests, request => Assert.InRange(request.Url.Length, 1, MaxUrlLength));
        Assert.Equal(names, gateway.DeviceNames.Order(StringComparer.Ordinal));

        // Full ones: the next name would have passed the limit.
        int encoded = Uri.EscapeDataString(names[0]).Length + "&DeviceName.100=".Length;
        int[] lengths = [.. gateway.Requests.Select(request => request.Url.Length).OrderDescending()];
        Assert.All(lengths.SkipLast(1), url => Assert.InRange(url, MaxUrlLength - encoded - 120, MaxUrlLength));
    }

    [Fact]
    public void Long_names_fill_requests_of_100_by_POST()
    {
        using TestGateway gateway = new();
        using Shell shell = new();
        shell.Use(gateway, "-Method Post");
        string[] names = Filled(250, 200, '中');
        shell["names"] = names;

        Assert.Empty(shell.Run("$names | Invoke-IotThingsService -Identifier Set").Errors);

        Assert.Equal([100, 100, 50], gateway.Requests.Select(request => request.DeviceNames().Length).OrderDescending());
        Assert.Equal(names, gateway.DeviceNames.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_name_that_no_URL_can_carry_is_one_error_and_the_rest_goes_on()
    {
        using TestGateway gateway = new();
        using Shell shell = new();
        shell.Use(gateway);
        string tooLong = NameList.Long(1, 7_500);
        shell["tooLong"] = tooLong;

        ShellResult result = shell.Run("'d1', $tooLong, 'd2' | Invoke-IotThingsService -Identifier Set");

        ErrorRecord error = Assert.Single(result.Errors);
        error.Is("InvalidDeviceName", ErrorCategory.InvalidArgument);
        Assert.Equal(tooLong, error.Target());
        Assert.Equal(["d1", "d2"], gateway.DeviceNames);
    }

    [Fact]
    public void Args_that_no_URL_can_carry_end_the_command_by_GET_and_pass_by_POST()
    {
        using TestGateway gateway = new();
        using Shell shell = new();
        shell["longArgs"] = $$"""{"text":"{{new string('x', 8_000)}}"}""";
        const string Command = "'d1', 'd2' | Invoke-IotThingsService -Identifier Set -Args $longArgs";

        shell.Use(gateway);
        ErrorRecord error = shell.Catch(Command);
        int byGet = gateway.Requests.Count;
        shell.Use(gateway, "-Method Post");
        ShellResult byPost = shell.Run(Command);

        error.Is("RequestTooLong", ErrorCategory.InvalidArgument);
        Assert.Equal(0, byGet);
        Assert.Equal("Accepted", Assert.Single(byPost.Output).Status());
        Assert.Equal(["d1", "d2"], gateway.DeviceNames);
    }

    [Theory]
    [InlineData("Args", "InvalidDeviceName")]
    [InlineData("DeviceName", "RequestTooLong")]
    public void A_row_that_no_URL_can_carry_takes_no_gathered_names_with_it(string shortColumn, string errorId)
    {
        using TestGateway gateway = new();
        using Shell shell = new();
        shell.Use(gateway);
        shell["shortColumn"] = shortColumn;
        shell["long"] = new string('x', 8_000);

        // One row more than the groups that are kept at once, so that one group has to leave just then.
        ShellResult result = shell.Run("""
            & {
                foreach ($i in 1..256) { [pscustomobject]@{ DeviceName = "d$i"; Args = "{`"i`":$i}" } }
                if ($shortColumn -eq 'Args') { [pscustomobject]@{ DeviceName = $long; Args = '{"i":0}' } }
                else { [pscustomobject]@{ DeviceName = 'd0'; Args = "{`"i`":`"$long`"}" } }
                foreach ($i in 1..256) { [pscustomobject]@{ DeviceName = "e$i"; Args = "{`"i`":$i}" } }
            } | Invoke-IotThingsService -Identifier Set
            """);

        Assert.Single(result.Errors).Is(errorId, ErrorCategory.InvalidArgument);
        string[] expected = [.. Enumerable.Range(1, 256).SelectMany(i => new[] { $"d{i}", $"e{i}" })];
        Assert.Equal(expected.Order(StringComparer.Ordinal), gateway.DeviceNames.Order(StringComparer.Ordinal));
    }

    private static string[] Filled(int count, int bytes, char filler) =>
        [.. Enumerable.Range(1, count).Select(n => NameList.Long(n, bytes).Replace('x', filler)).Order(StringComparer.Ordinal)];
}
