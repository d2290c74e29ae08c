using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Net;
using System.Security;
using System.Text.Json;
using System.Threading.Tasks;
using TuyaIot.Tests.Pipeline;
using TuyaIot.Tests.Servers;
using TuyaIot.Tests.Support;
using Xunit;

namespace TuyaIot.Tests.Commands;

/// <summary>Get-IotDevice: pages as a stream and no more of them than the pipeline takes, names by 100, and one error a device that is not there.</summary>
public sealed class GetIotDeviceTests
{
    private const string DeviceSecret = "D3viceS3cret";

    [Fact]
    public void All_devices_are_listed_in_order_page_by_page()
    {
        using TestGateway gateway = new(new DeviceList(1_234).Reply);
        ShellResult result = Run(gateway, "Get-IotDevice");

        Assert.Empty(result.Errors);
        Assert.Equal(DeviceList.Names(1_234), result.Output.Select(static device => device.Get<string>("DeviceName")));
        Assert.Equal(25, gateway.Requests.Count);
        Assert.All(gateway.Requests, static request => Assert.Equal(("QueryDevice", "50"), (request["Action"], request["PageSize"])));
        Assert.Equal(Enumerable.Range(1, 25), gateway.Requests.Select(static request => int.Parse(request["CurrentPage"]!, CultureInfo.InvariantCulture)).Order());
    }

    [Fact]
    public void Several_pages_are_under_way_at_once()
    {
        using TestGateway gateway = new(async request =>
        {
            await Task.Delay(5);
            return new DeviceList(1_000).Reply(request);
        });
        ShellResult result = Run(gateway, "Get-IotDevice -ThrottleLimit 4");

        Assert.Equal(DeviceList.Names(1_000), result.Output.Select(static device => device.Get<string>("DeviceName")));
        Assert.InRange(gateway.MostAtOnce, 2, 4);
    }

    [Fact]
    public void Beyond_10000_devices_each_page_is_asked_for_by_token()
    {
        using TestGateway gateway = new(new DeviceList(10_120).Reply);
        ShellResult result = Run(gateway, "Get-IotDevice");

        Assert.Empty(result.Errors);
        Assert.Equal(DeviceList.Names(10_120), result.Output.Select(static device => device.Get<string>("DeviceName")));
        Assert.Equal(203, gateway.Requests.Count);
        Assert.Equal(["200", "201", "202"], gateway.Requests.Where(static request => request["NextToken"] is not null).Select(static request => request["NextToken"]));
    }

    /// <summary>The numbers of the pages would then mean other devices: those that moved up would be left out.</summary>
    [Theory]
    [InlineData(170)]
    [InlineData(10_120)]
    public void Where_devices_are_removed_meanwhile_none_is_left_out(int count)
    {
        ConcurrentDictionary<string, bool> removed = new(StringComparer.Ordinal);
        using TestGateway gateway = new(request => new DeviceList(count) { Removed = removed }.Reply(request));
        using Shell shell = new();
        shell.Use(gateway);
        shell["removed"] = removed;
        ShellResult result = shell.Run("Get-IotDevice -RequestsPerSecond 0 | ForEach-Object { $removed[$_.DeviceName] = $true; $_ }");

        Assert.Empty(result.Errors);
        Assert.Equal(DeviceList.Names(count), result.Output.Select(static device => device.Get<string>("DeviceName")));
    }

    [Theory]
    [InlineData(10, 1)]
    [InlineData(50, 1)]
    [InlineData(60, 3)] // The page after the second may be under way.
    public void A_pipeline_that_stops_stops_the_pages(int devices, int requests)
    {
        using TestGateway gateway = new(new DeviceList(100_000).Reply);
        ShellResult result = Run(gateway, $"Get-IotDevice | Select-TestFirst {devices}");

        Assert.Equal(DeviceList.Names(devices), result.Output.Select(static device => device.Get<string>("DeviceName")));
        Assert.InRange(gateway.Requests.Count, 1, requests);
    }

    [Fact]
    public void A_status_chooses_devices_in_any_case_and_in_the_words_of_the_property()
    {
        using TestGateway gateway = new(new DeviceList(400).Reply);
        ShellResult result = Run(gateway, "Get-IotDevice -Status online, DISABLED");

        Assert.Empty(result.Errors);
        Assert.Equal(["Disabled", "Online"], result.Output.Select(static device => device.Get<string>("Status")!).Distinct().Order());
        Assert.Equal(200, result.Output.Count);
    }

    [Fact]
    public void A_device_is_a_typed_object()
    {
        using TestGateway gateway = new(new DeviceList(1).Reply);
        PSObject device = Assert.Single(Run(gateway, "Get-IotDevice").Output);

        Assert.Equal("TuyaIot.IotDevice", device.BaseObject.GetType().FullName);
        Assert.Equal(("d1", "pk1", "id1", "Pump 1"), (device.Get<string>("DeviceName"), device.Get<string>("ProductKey"), device.Get<string>("IotId"), device.Get<string>("Nickname")));
        Assert.Equal(new DateTime(2019, 2, 20, 2, 16, 9, DateTimeKind.Utc), device.Get<DateTime>("CreatedAt"));
        Assert.Equal(DateTimeKind.Utc, device.Get<DateTime>("CreatedAt").Kind);
        Assert.Null(device.Properties["ActivatedAt"].Value);
        SecureString secret = Assert.IsType<SecureString>(device.Properties["DeviceSecret"].Value);
        Assert.Equal(DeviceSecret, new NetworkCredential(string.Empty, secret).Password);
        Assert.Equal("********", JsonDocument.Parse(device.Get<string>("Raw")!).RootElement.GetProperty("DeviceSecret").GetString());
    }

    [Fact]
    public void The_secret_of_a_device_is_in_no_stream_and_no_view()
    {
        using TestGateway gateway = new(new DeviceList(3).Reply);
        using Shell shell = new();
        shell.Use(gateway);

        ShellResult result = shell.Run("Get-IotDevice -Verbose -Debug; Get-IotDevice d1, d9 -Verbose -Debug; Get-IotDevice | Out-Default; Get-IotDevice | ConvertTo-Json -Depth 1");

        Assert.DoesNotContain(DeviceSecret, Everything.TextOf(shell, result));
        Assert.Contains("d1", shell.UI.Screen);
    }

    [Fact]
    public void Names_are_read_by_100_in_their_order_and_a_name_that_the_reply_leaves_out_is_an_error_of_that_name()
    {
        using TestGateway gateway = new(new DeviceList(300).Reply);
        ShellResult result = Run(gateway, "1..250 | ForEach-Object { \"d$_\" } | ForEach-Object { $_; if ($_ -eq 'd7') { 'nosuch'; '' } } | Get-IotDevice");

        Assert.Equal(Enumerable.Range(1, 250).Select(static i => $"d{i}"), result.Output.Select(static device => device.Get<string>("DeviceName")));
        Assert.Equal([100, 100, 51], gateway.Requests.Select(static request => request.DeviceNames().Length).OrderDescending());
        Assert.All(gateway.Requests, static request => Assert.Equal("BatchQueryDeviceDetail", request["Action"]));
        ErrorRecord error = Assert.Single(result.Errors);
        error.Is("DeviceNotFound", ErrorCategory.ObjectNotFound);
        Assert.Equal("nosuch", error.Target());
    }

    [Fact]
    public void A_device_of_another_account_is_found_and_the_others_are_read()
    {
        using TestGateway gateway = new(new DeviceList(100) { OfAnotherAccount = "d42" }.Reply);
        ShellResult result = Run(gateway, "1..100 | ForEach-Object { \"d$_\" } | Get-IotDevice");

        ErrorRecord error = Assert.Single(result.Errors);
        error.Is("DeviceOfAnotherAccount", ErrorCategory.PermissionDenied);
        Assert.Equal("d42", error.Target());
        Assert.Equal(
            Enumerable.Range(1, 100).Where(static i => i != 42).Select(static i => $"d{i}"), result.Output.Select(static device => device.Get<string>("DeviceName")));
        Assert.InRange(gateway.Requests.Count, 8, 16);
    }

    [Fact]
    public void Long_names_stay_within_a_URL()
    {
        using TestGateway gateway = new(static request => GatewayReply.Ok($$"""{"Success":true,"Data":{"Data":[{{string.Join(",", request.DeviceNames().Select(DeviceList.Describe))}}]} }"""));
        ShellResult result = Run(gateway, "1..100 | ForEach-Object { '泵' * 60 + $_ } | Get-IotDevice");

        Assert.Empty(result.Errors);
        Assert.Equal(100, result.Output.Count);
        Assert.All(gateway.Requests, static request => Assert.InRange(request.Url.Length, 1, 7_500));
    }

    [Fact]
    public void Detail_asks_for_each_device_by_itself()
    {
        using TestGateway gateway = new(new DeviceList(120).Reply);
        ShellResult result = Run(gateway, "Get-IotDevice -Detail -Status Online; Get-IotDevice d1, nosuch -Detail");

        Assert.Equal(31, result.Output.Count);
        Assert.All(result.Output, static device => Assert.Equal("192.0.2.1", device.Get<string>("IpAddress")));
        Assert.Equal((3, 32), (gateway.Requests.Count(static request => request["Action"] == "QueryDevice"), gateway.Requests.Count(static request => request["Action"] == "QueryDeviceDetail")));
        Assert.Equal("nosuch", Assert.Single(result.Errors).Target());
    }

    [Fact]
    public void Products_from_the_pipeline_are_listed_one_after_the_other()
    {
        using TestGateway gateway = new(new DeviceList(120).Reply);
        ShellResult result = Run(gateway, "[pscustomobject]@{ ProductKey = 'pk2' }, [pscustomobject]@{ ProductKey = 'pk3' } | Get-IotDevice");

        Assert.Empty(result.Errors);
        Assert.Equal(
            [("pk2", 120), ("pk3", 120)],
            result.Output.GroupBy(static device => device.Get<string>("ProductKey")!).Select(static product => (product.Key, product.Count())));
    }

    [Theory]
    [InlineData("'', ' ' | Get-IotDevice")]
    [InlineData("@() | Get-IotDevice")]
    [InlineData("[pscustomobject]@{ DeviceName = '' } | Get-IotDevice")]
    public void An_input_without_names_lists_nothing(string script)
    {
        using TestGateway gateway = new(new DeviceList(120).Reply);
        ShellResult result = Run(gateway, script);

        Assert.Empty(result.Output);
        Assert.Empty(result.Errors);
        Assert.Empty(gateway.Requests);
    }

    [Theory]
    [InlineData("$none = @(); Get-IotDevice $none", "NoDeviceName")]
    [InlineData("Get-IotDevice -DeviceName $null", "NoDeviceName")]
    [InlineData("Get-IotDevice -ProductKey \"pk`u{200B}1\"", "InvalidProductKey")]
    public void What_the_command_line_gets_wrong_ends_the_command(string script, string errorId)
    {
        using TestGateway gateway = new(new DeviceList(120).Reply);
        using Shell shell = new();
        shell.Use(gateway);

        shell.Catch(script).Is(errorId, ErrorCategory.InvalidArgument);
        Assert.Empty(gateway.Requests);
    }

    [Fact]
    public void An_object_without_a_device_or_a_product_is_an_error_of_that_object()
    {
        using TestGateway gateway = new(new DeviceList(120).Reply);
        ShellResult result = Run(gateway, "[pscustomobject]@{ Foo = 1 }, [pscustomobject]@{ DeviceName = 'd1' } | Get-IotDevice");

        Assert.Single(result.Errors).Is("InvalidDeviceName", ErrorCategory.InvalidArgument);
        Assert.Single(result.Output);
    }

    [Fact]
    public void A_page_token_that_expired_is_an_error_and_what_was_read_is_out()
    {
        using TestGateway gateway = new(request => request["NextToken"] == "201"
            ? GatewayReply.Refused("iot.common.InvalidPageParams", "NextToken is not valid.")
            : new DeviceList(10_120).Reply(request));
        ShellResult result = Run(gateway, "Get-IotDevice");

        Assert.Equal(10_050, result.Output.Count);
        ErrorRecord error = Assert.Single(result.Errors);
        error.Is("PageTokenExpired", ErrorCategory.OperationTimeout);
        Assert.Contains("after 10,050 devices", error.Exception.Message);
        Assert.Contains("$devices = Get-IotDevice", error.ErrorDetails.RecommendedAction);
    }

    [Theory]
    [InlineData("")]
    [InlineData("same")]
    public void A_list_that_ends_early_is_an_error(string token)
    {
        using TestGateway gateway = new(request => new DeviceList(10_120) { Token = token }.Reply(request));
        ShellResult result = Run(gateway, "Get-IotDevice");

        Assert.Single(result.Errors).Is("ReplyUnreadable", ErrorCategory.InvalidData);
        Assert.InRange(gateway.Requests.Count, 200, 202);
    }

    [Fact]
    public void A_page_that_fails_ends_the_list_with_an_error()
    {
        using TestGateway gateway = new(request => request["CurrentPage"] == "3"
            ? GatewayReply.Refused("iot.system.IllegalRequest")
            : new DeviceList(1_000).Reply(request));
        ShellResult result = Run(gateway, "Get-IotDevice");

        Assert.Equal(DeviceList.Names(100), result.Output.Select(static device => device.Get<string>("DeviceName")));
        ErrorRecord error = Assert.Single(result.Errors);
        error.Is("QueryRefused", ErrorCategory.InvalidArgument);
        Assert.Contains("page 3 of", error.Exception.Message);
    }

    [Fact]
    public void A_product_that_does_not_exist_is_an_error_and_the_others_follow()
    {
        using TestGateway gateway = new(request => request["ProductKey"] == "pk2"
            ? GatewayReply.Refused("iot.prod.NotExistedProduct")
            : new DeviceList(2).Reply(request));
        ShellResult result = Run(gateway, "'pk2', 'pk3' | ForEach-Object { [pscustomobject]@{ ProductKey = $_ } } | Get-IotDevice");

        Assert.Single(result.Errors).Is("ProductNotFound", ErrorCategory.ObjectNotFound);
        Assert.Equal(2, result.Output.Count);
    }

    [Fact]
    public void A_reply_that_says_no_number_of_pages_is_followed_until_a_page_is_not_full()
    {
        using TestGateway gateway = new(request => new DeviceList(120) { SaysCounts = false }.Reply(request));
        ShellResult result = Run(gateway, "Get-IotDevice");

        Assert.Equal(120, result.Output.Count);
        Assert.Equal(3, gateway.Requests.Count);
    }

    [Fact]
    public void Devices_bind_to_a_command()
    {
        using TestGateway gateway = new(request => request["Action"] == "InvokeThingsService" ? GatewayReply.Accepted : new DeviceList(120).Reply(request));
        ShellResult result = Run(gateway, "Get-IotDevice -ProductKey pk2 -Status Online | Invoke-IotThingsService Reboot");

        Assert.Empty(result.Errors);
        PSObject sent = Assert.Single(result.Output);
        Assert.Equal(("pk2", 30), (sent.Get<string>("ProductKey"), sent.Get<int>("DeviceCount")));
    }

    private static ShellResult Run(TestGateway gateway, string script)
    {
        using Shell shell = new();
        shell.Use(gateway);
        return shell.Run(script);
    }

    /// <summary>The devices d1, d2, … of any product, every fourth one online, by the documented rules.</summary>
    private sealed class DeviceList(int count)
    {
        private static readonly string[] Statuses = ["ONLINE", "OFFLINE", "UNACTIVE", "DISABLE"];

        internal string? OfAnotherAccount { get; init; }

        internal string? Token { get; init; }

        internal bool SaysCounts { get; init; } = true;

        /// <summary>The devices that are gone since.</summary>
        internal ConcurrentDictionary<string, bool> Removed { get; init; } = new(StringComparer.Ordinal);

        internal static IEnumerable<string> Names(int count) => Enumerable.Range(1, count).Select(static i => $"d{i}");

        internal static string Describe(string name) =>
            $$"""
            {"DeviceName":"{{name}}","DeviceSecret":"{{DeviceSecret}}","IotId":"id{{name.TrimStart('d')}}","Nickname":"Pump {{name.TrimStart('d')}}","IpAddress":"192.0.2.1",
            "DeviceStatus":"{{StatusOf(name)}}","Status":"{{StatusOf(name)}}","GmtCreate":"Wed, 20-Feb-2019 02:16:09 GMT","UtcCreate":"2019-02-20T02:16:09.000Z"}
            """;

        internal GatewayReply Reply(GatewayRequest request) => request["Action"] switch
        {
            "QueryDevice" => Page(request),
            "QueryDeviceDetail" => Exists(request["DeviceName"]!)
                ? GatewayReply.Ok($$"""{"Success":true,"Data":{{Describe(request["DeviceName"]!)}} }""")
                : GatewayReply.Refused("iot.device.NotExistedDevice"),
            "BatchQueryDeviceDetail" => request.DeviceNames().Contains(OfAnotherAccount)
                ? GatewayReply.Refused("iot.common.AuthActionPermissionDeny")
                : GatewayReply.Ok($$"""{"Success":true,"Data":{"Data":[{{string.Join(",", request.DeviceNames().Where(Exists).Reverse().Select(Describe))}}]} }"""),
            _ => GatewayReply.Refused("InvalidAction.NotFound", status: 404),
        };

        private static string StatusOf(string name) => Statuses[int.TryParse(name.AsSpan(1), out int number) ? number % 4 : 0];

        private bool Exists(string name) => int.TryParse(name.AsSpan(1), out int number) && number <= count;

        private GatewayReply Page(GatewayRequest request)
        {
            // A token is the number of the page before it.
            int page = int.Parse(request["NextToken"] is string token ? (token == Token ? "200" : token) : request["CurrentPage"]!, CultureInfo.InvariantCulture)
                + (request["NextToken"] is null ? 0 : 1);
            if (request["NextToken"] is null && page > 200)
            {
                return GatewayReply.Refused("iot.common.InvalidPageParams");
            }

            // By number from the devices that are left, by token from the place of the page before.
            bool isWhole = Removed.IsEmpty;
            int[] left = [.. Enumerable.Range(1, count).Where(i => isWhole || !Removed.ContainsKey($"d{i}"))];
            IEnumerable<string> devices = left.Length < count && request["NextToken"] is null
                ? left.Skip((page - 1) * 50).Take(50).Select(static i => Describe($"d{i}"))
                : Enumerable.Range(((page - 1) * 50) + 1, Math.Max(0, Math.Min(50, count - ((page - 1) * 50)))).Select(static i => Describe($"d{i}"));
            string counts = SaysCounts ? $""" "Total":{left.Length},"PageCount":{(left.Length + 49) / 50},"PageSize":50,"Page":{page},""" : string.Empty;
            return GatewayReply.Ok(
                $$"""{"Success":true,{{counts}}"Data":{"DeviceInfo":[{{string.Join(",", devices)}}]}{{(page * 50 < count ? $",\"NextToken\":\"{Token ?? $"{page}"}\"" : string.Empty)}} }""");
        }
    }
}
