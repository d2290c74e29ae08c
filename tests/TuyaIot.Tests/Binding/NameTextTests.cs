using System.Linq;
using System.Management.Automation;
using TuyaIot.Tests.Servers;
using TuyaIot.Tests.Support;
using Xunit;

namespace TuyaIot.Tests.Binding;

/// <summary>Names as files really hold them arrive as the devices are called.</summary>
public sealed class NameTextTests
{
    [Theory]
    [InlineData("lines of a CRLF file", "d1\r", "d2\r", "d3\r")]
    [InlineData("a byte order mark", "\uFEFFd1", "d2", "d3")]
    [InlineData("a byte order mark and CRLF", "\uFEFFd1\r", "d2\r", "d3\r")]
    [InlineData("blank lines", "", "d1", "  ", "d2", "\t", null, "d3", "\uFEFF", "")]
    [InlineData("blanks around", "d1   ", "\td2\t", " d3")]
    [InlineData("a name that stands twice", "d1", "d2", "d1", "d3", "d2\r")]
    public void Lines_of_any_file_become_the_names_in_it(string what, params string?[] lines)
    {
        using TestGateway gateway = new();
        using Shell shell = new();
        shell.Use(gateway);
        shell["lines"] = lines;

        ShellResult result = shell.Run("$lines | Invoke-IotThingsService -Identifier Set");

        Assert.True(result.Errors.Count == 0, what);
        Assert.Empty(result.Warnings);
        Assert.Equal(["d1", "d2", "d3"], Assert.Single(gateway.Requests).DeviceNames());
    }

    [Fact]
    public void A_name_that_comes_again_in_a_later_request_is_sent_again()
    {
        using TestGateway gateway = new();
        using Shell shell = new();
        shell.Use(gateway);

        shell.Run("'d1', 'd2', 'd1' | Invoke-IotThingsService -Identifier Set -BatchSize 2");

        Assert.Equal(["d1", "d2", "d1"], gateway.DeviceNames);
    }

    [Theory]
    [InlineData("ABCXYZabcxyz0189-_.:@#~")]
    [InlineData("a b+c%20d&e=f/g?h;i,j(k)l!m*n'o\"p")]
    [InlineData("DeviceName.1=x&Signature=y")]
    [InlineData("中文设备")]
    [InlineData("é")]
    [InlineData("e\u0301")]
    [InlineData("lamp💡🏳️")]
    [InlineData("İıßﬁ")]
    [InlineData("System.Lamp")]
    [InlineData("@{not closed")]
    public void Every_character_arrives_intact_and_rightly_signed(string name)
    {
        using Shell shell = new();
        shell["name"] = name;
        foreach (string method in new[] { "Get", "Post" })
        {
            PSObject simulator = shell.UseSimulator($"-ProductKey pk1 -Method {method}");

            ShellResult result = shell.Run("$name | Invoke-IotThingsService -Identifier Set");
            ShellResult received = shell.Run("Get-IotSimulatorRequest $sim; Stop-IotSimulator $sim");

            Assert.Equal([name], Assert.Single(result.Output).DeviceName());
            Assert.Equal([name], Assert.Single(received.Output).DeviceName());
            Assert.Equal(0, simulator.Get<long>("SignatureErrorCount"));
        }
    }

    [Theory]
    [InlineData("a\tb")]
    [InlineData("a\0")]
    [InlineData("a\u001b[31mb")]
    [InlineData("a\u0085b")]
    [InlineData("a\u2028b")]
    [InlineData("a\uFFFDb")]
    [InlineData("a\u200Bb")]
    [InlineData("a\u200E")]
    [InlineData("\u202Ea")]
    [InlineData("a\uFEFFb")]
    [InlineData("\uD83Da")]
    [InlineData("🏳️\u200D🌈")]
    [InlineData("@{Foo=1}")]
    [InlineData("System.Collections.Hashtable")]
    [InlineData("System.Object[]")]
    [InlineData("System.Collections.Generic.List`1[System.String]")]
    public void What_cannot_be_a_name_is_one_error_and_the_rest_goes_on(string bad)
    {
        using TestGateway gateway = new();
        using Shell shell = new();
        shell.Use(gateway);
        shell["bad"] = bad;

        ShellResult result = shell.Run("'d1', $bad, 'd2' | Invoke-IotThingsService -Identifier Set");

        ErrorRecord error = Assert.Single(result.Errors);
        error.Is("InvalidDeviceName", ErrorCategory.InvalidArgument);
        Assert.Equal(bad, error.Target());
        Assert.DoesNotContain(error.Exception.Message, char.IsControl);
        Assert.Equal(["d1", "d2"], gateway.DeviceNames);
    }

    [Theory]
    [InlineData("Invoke-IotThingsService Set -DeviceName d1, \"a`tb\", d2")]
    [InlineData(", @('d1', \"a`tb\", 'd2') | Invoke-IotThingsService Set")]
    [InlineData("[pscustomobject]@{ DeviceName = 'd1', \"a`tb\", 'd2' } | Invoke-IotThingsService Set")]
    [InlineData("Invoke-IotThingsService Set -DeviceName d1, ('n' * 8000), d2")]
    public void The_names_beside_one_that_cannot_be_one_are_sent(string script)
    {
        using TestGateway gateway = new();
        using Shell shell = new();
        shell.Use(gateway);

        ShellResult result = shell.Run(script);

        Assert.Single(result.Errors).Is("InvalidDeviceName", ErrorCategory.InvalidArgument);
        Assert.Equal(["d1", "d2"], gateway.DeviceNames);
    }

    [Fact]
    public void A_list_that_holds_itself_is_one_error()
    {
        using TestGateway gateway = new();
        using Shell shell = new();
        shell.Use(gateway);

        ShellResult result = shell.Run("""
            $list = [Collections.Generic.List[object]]::new()
            $list.Add('d1')
            $list.Add($list)
            , $list | Invoke-IotThingsService Set
            """);

        Assert.Single(result.Errors).Is("InvalidDeviceName", ErrorCategory.InvalidArgument);
        Assert.Equal(["d1"], gateway.DeviceNames);
    }

    [Fact]
    public void Objects_without_a_name_are_refused_and_those_with_one_are_not()
    {
        using TestGateway gateway = new();
        using Shell shell = new();
        shell.Use(gateway);

        ShellResult result = shell.Run("""
            [pscustomobject]@{ DeviceName = 'd1' }, [pscustomobject]@{ Foo = 1 }, [pscustomobject]@{ Name = 'd2' },
            @{ DeviceName = 'lost' }, [pscustomobject]@{ Device = 'd3' }, [pscustomobject]@{ DeviceName = $null }, 4 |
                Invoke-IotThingsService -Identifier Set
            """);

        Assert.Equal(["@{Foo=1}", "System.Collections.Hashtable (Hashtable)"], result.Errors.Select(error => error.Target()));
        Assert.Equal(["d1", "d2", "d3", "4"], gateway.DeviceNames);
    }
}
