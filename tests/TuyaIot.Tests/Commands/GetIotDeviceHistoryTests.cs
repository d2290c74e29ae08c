using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using TuyaIot.Tests.Servers;
using TuyaIot.Tests.Support;
using Xunit;

namespace TuyaIot.Tests.Commands;

/// <summary>Get-IotDeviceHistory: every entry of the time once, in order, however the pages are cut.</summary>
public sealed class GetIotDeviceHistoryTests
{
    /// <summary>What a gateway may mean by NextTime: where the next page begins, or where this one ended.</summary>
    public static TheoryData<bool, bool> Gateways => new()
    {
        { true, true },
        { true, false },
        { false, true },
        { false, false },
    };

    [Theory]
    [MemberData(nameof(Gateways))]
    public void Each_entry_comes_once_also_where_pages_share_a_millisecond(bool isAscending, bool isNextOfFirst)
    {
        // Seven entries in each millisecond, of which several are equal: pages of 50 end within one.
        long now = DateTimeOffset.UtcNow.AddMinutes(-5).ToUnixTimeMilliseconds();
        (long Time, string Input)[] history = [.. Enumerable.Range(0, 310).Select(i => (now + (i / 7), $"{{\\\"n\\\":{(i / 7 * 7) + (i % 7 / 3)}}}"))];
        using TestGateway gateway = new(request => Page(request, history, isNextOfFirst));

        ShellResult result = Run(gateway, $"'d1' | Get-IotDeviceHistory Service{(isAscending ? " -Ascending" : string.Empty)}");

        Assert.Empty(result.Errors);
        Assert.Empty(result.Warnings);
        IEnumerable<string> expected = history.Select(static entry => $"{entry.Time} {entry.Input.Replace("\\", string.Empty, StringComparison.Ordinal)}");
        Assert.Equal(expected.Order(), result.Output.Select(Describe).Order());
        long[] times = [.. result.Output.Select(static entry => TimeOf(entry))];
        Assert.Equal(isAscending ? times.Order() : times.OrderDescending(), times);
    }

    [Fact]
    public void A_millisecond_that_holds_more_than_a_page_is_passed_with_a_warning()
    {
        long now = DateTimeOffset.UtcNow.AddMinutes(-5).ToUnixTimeMilliseconds();
        (long, string)[] history = [(now - 1, "0"), .. Enumerable.Range(0, 120).Select(i => (now, $"{i}")), (now + 1, "200")];
        using TestGateway gateway = new(request => Page(request, history, isNextOfFirst: true));

        ShellResult result = Run(gateway, "'d1' | Get-IotDeviceHistory Service -Ascending");

        Assert.Contains("d1 has more entries in a millisecond than a page holds", Assert.Single(result.Warnings));
        Assert.Equal([now - 1, now, now + 1], result.Output.Select(TimeOf).Distinct());
        Assert.Equal(result.Output.Count, result.Output.Select(Describe).Distinct().Count());
    }

    [Fact]
    public void A_gateway_that_goes_back_is_an_error_and_no_endless_loop()
    {
        using TestGateway gateway = new(static request => GatewayReply.Ok(
            $$"""{"Success":true,"Data":{"List":[{"Identifier":"Set","Time":{{request["EndTime"]}}}],"NextValid":true,"NextTime":1} }"""));

        ShellResult result = Run(gateway, "'d1' | Get-IotDeviceHistory Service -Ascending");

        Assert.Single(result.Errors).Is("ReplyUnreadable", ErrorCategory.InvalidData);
        Assert.Single(gateway.Requests);
    }

    [Fact]
    public void Nothing_more_is_asked_once_the_pipeline_has_what_it_wants()
    {
        long now = DateTimeOffset.UtcNow.AddMinutes(-5).ToUnixTimeMilliseconds();
        (long, string)[] history = [.. Enumerable.Range(0, 500).Select(i => (now + i, "1"))];
        using TestGateway gateway = new(request => Page(request, history, isNextOfFirst: true));

        Assert.Equal(3, Run(gateway, "'d1' | Get-IotDeviceHistory Service | Select-TestFirst 3").Output.Count);
        Assert.Single(gateway.Requests);
    }

    [Fact]
    public void Values_of_a_property_have_their_type_and_its_name()
    {
        using TestGateway gateway = new(static request => GatewayReply.Ok(request["Action"] == "QueryDevicePropertyStatus"
            ? """{"Success":true,"Data":{"List":[{"Identifier":"level","Name":"Level","DataType":"double","Unit":"%"},{"Identifier":"mode","DataType":"text"}]}}"""
            : $$"""{"Success":true,"Data":{"List":{"PropertyInfo":[{"Time":"{{request["EndTime"]}}","Value":"10"}]},"NextValid":false} }"""));

        ShellResult all = Run(gateway, "'d1' | Get-IotDeviceHistory");
        ShellResult some = Run(gateway, "'d1' | Get-IotDeviceHistory Property lev*, gone");

        Assert.Equal(["level 10 System.Double Level %", "mode 10 System.String  "], all.Output.Select(DescribeValue).Order());
        Assert.Equal(["gone 10 System.String  ", "level 10 System.Double Level %"], some.Output.Select(DescribeValue).Order());
        Assert.All(all.Output, static entry => Assert.Equal("Property", entry.Properties["Kind"].Value));

        static string DescribeValue(PSObject entry) =>
            $"{entry.Get<string>("Identifier")} {entry.Get<string>("Value")} {entry.Properties["Value"].Value.GetType()} {entry.Get<string>("Name")} {entry.Get<string>("Unit")}";
    }

    [Fact]
    public void Events_and_services_have_their_data_as_objects_without_secrets()
    {
        using TestGateway gateway = new(static request => GatewayReply.Ok($$"""
            {"Success":true,"Data":{"List":[{"EventType":"alert","Identifier":"leak","Name":"Leak","Time":{{request["EndTime"]}},
            "InputData":"{\"a\":1}","OutputData":{"password":"s3cret","x":[1]} }],"NextValid":"false"} }
            """));

        PSObject entry = Assert.Single(Run(gateway, "'d1' | Get-IotDeviceHistory -Kind Event -Identifier leak").Output);

        Assert.Equal(("Event", "leak", "Leak", "alert"), (entry.Get<string>("Kind"), entry.Get<string>("Identifier"), entry.Get<string>("Name"), entry.Get<string>("EventType")));
        Assert.Equal(1L, ((PSObject)entry.Properties["InputData"].Value).Properties["a"].Value);
        Assert.Equal("********", ((PSObject)entry.Properties["OutputData"].Value).Properties["password"].Value);
        Assert.DoesNotContain("s3cret", entry.Get<string>("Raw"));
        Assert.Equal(("QueryDeviceEventData", "leak"), (gateway.Requests[0]["Action"], gateway.Requests[0]["Identifier"]));
    }

    [Theory]
    [InlineData("-Since (New-TimeSpan -Days 31)", "HistoryTooOld")]
    [InlineData("-Since '2020-01-01'", "HistoryTooOld")]
    [InlineData("-Since ([datetime]::UtcNow) -Until (New-TimeSpan -Hours 1)", "InvalidTimeRange")]
    [InlineData("-Until ([datetime]::UtcNow.AddDays(-2))", "InvalidTimeRange")]
    public void A_time_that_cannot_be_is_refused_before_anything_is_sent(string times, string errorId)
    {
        using TestGateway gateway = new();
        using Shell shell = new();
        shell.Use(gateway);

        shell.Catch($"'d1' | Get-IotDeviceHistory Event {times.Replace("(New-TimeSpan -Days 31)", "([timespan]'31.0:0')", StringComparison.Ordinal).Replace("(New-TimeSpan -Hours 1)", "([timespan]'1:0')", StringComparison.Ordinal)}")
            .Is(errorId, ErrorCategory.InvalidArgument);
        Assert.Empty(gateway.Requests);
    }

    [Theory]
    [InlineData("", 24 * 60)]
    [InlineData("-Since ([timespan]'2:0')", 120)]
    [InlineData("-Since ([datetime]::UtcNow.AddHours(-2))", 120)]
    [InlineData("-Since ([datetime]::Now.AddHours(-2))", 120)]
    [InlineData("-Since ([timespan]'30.0:0')", 30 * 24 * 60)]
    [InlineData("-Since ([datetimeoffset]::Now.AddDays(-30))", 30 * 24 * 60)]
    public void A_time_is_local_or_so_long_ago(string since, int minutes)
    {
        using TestGateway gateway = new(static _ => GatewayReply.Ok("""{"Success":true,"Data":{}}"""));
        Assert.Empty(Run(gateway, $"'d1' | Get-IotDeviceHistory Event {since}").Errors);

        GatewayRequest request = Assert.Single(gateway.Requests);
        DateTimeOffset now = DateTimeOffset.UtcNow;
        Assert.InRange(now - Time(request, "StartTime"), TimeSpan.FromMinutes(minutes), TimeSpan.FromMinutes(minutes + 2));
        Assert.InRange(now - Time(request, "EndTime"), TimeSpan.Zero, TimeSpan.FromMinutes(2));
    }

    [Theory]
    [InlineData("Property")]
    [InlineData("Event")]
    [InlineData("Service")]
    public void The_simulator_keeps_what_was_sent(string kind)
    {
        using Shell shell = new();
        shell.UseSimulator("-ProductKey pk1");

        ShellResult result = shell.Run($$"""
            1..3 | ForEach-Object { 'd1' | Set-IotDeviceProperty @{ level = $_ } | Out-Null; 'd1' | Invoke-IotThingsService Set @{ n = $_ } | Out-Null }
            'd1' | Get-IotDeviceHistory {{kind}} -Ascending
            Stop-IotSimulator $sim
            """);

        Assert.Empty(result.Errors);
        string[] data = [.. result.Output.Select(static entry => entry.Get<string>("Kind") == "Property" ? $"{entry.Properties["Value"].Value}" : $"{entry.Properties["InputData"].Value}")];
        Assert.Equal(kind switch { "Property" => ["1", "2", "3"], "Service" => ["@{n=1}", "@{n=2}", "@{n=3}"], _ => [] }, data);
    }

    /// <summary>A page of 50 that may end within a millisecond.</summary>
    private static GatewayReply Page(GatewayRequest request, (long Time, string Input)[] history, bool isNextOfFirst)
    {
        bool isAscending = request["Asc"] == "1";
        (long start, long end) = (Number(request, "StartTime"), Number(request, "EndTime"));
        Assert.True(start < end);
        IEnumerable<(long Time, string Input)> found = history.Where(entry => entry.Time >= start && entry.Time <= end);
        (long Time, string Input)[] all = [.. isAscending ? found.OrderBy(static entry => entry.Time) : found.OrderByDescending(static entry => entry.Time)];
        string entries = string.Join(",", all.Take(50).Select(static entry =>
            $$"""{"Identifier":"Set","Time":"{{entry.Time}}","InputData":"{{entry.Input}}"}"""));
        string next = all.Length > 50 ? $",\"NextValid\":true,\"NextTime\":{all[isNextOfFirst ? 50 : 49].Time}" : ",\"NextValid\":false";
        return GatewayReply.Ok("""{"Success":true,"Data":{"List":{"ServiceInfo":[""" + entries + "]}" + next + "}}");
    }

    private static string Describe(PSObject entry) => $"{TimeOf(entry)} {InputOf(entry)}";

    private static string InputOf(PSObject entry) => entry.Properties["InputData"].Value is PSObject input
        ? $"{{\"n\":{input.Properties["n"].Value}}}"
        : $"{entry.Properties["InputData"].Value}";

    private static long TimeOf(PSObject entry) => new DateTimeOffset((DateTime)entry.Properties["Time"].Value).ToUnixTimeMilliseconds();

    private static DateTimeOffset Time(GatewayRequest request, string parameter) => DateTimeOffset.FromUnixTimeMilliseconds(Number(request, parameter));

    private static long Number(GatewayRequest request, string parameter) => long.Parse(request[parameter]!, CultureInfo.InvariantCulture);

    private static ShellResult Run(TestGateway gateway, string script)
    {
        using Shell shell = new();
        shell.Use(gateway);
        return shell.Run(script);
    }
}
