using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Net;
using System.Security;
using System.Threading.Tasks;
using TuyaIot.Tests.Pipeline;
using TuyaIot.Tests.Servers;
using TuyaIot.Tests.Support;
using Xunit;

namespace TuyaIot.Tests.Commands;

/// <summary>Register-IotDevice: one device a request, its secret in no text, and devices by number.</summary>
public sealed class RegisterIotDeviceTests
{
    private const string DeviceSecret = "D3v1ceS3cret";

    [Fact]
    public void Each_device_is_a_request_with_its_own_nickname()
    {
        using TestGateway gateway = new(Answer);
        ShellResult result = Run(gateway, """
            [pscustomobject]@{ DeviceName = 'pump-1'; Nickname = 'Boiler 1' }, [pscustomobject]@{ Name = 'pump-2'; ProductKey = 'pk2'; Nickname = ' ' } |
                Register-IotDevice -ThrottleLimit 1
            """);

        Assert.Empty(result.Errors);
        Assert.Equal(
            ["RegisterDevice pk1 pump-1 Boiler 1", "RegisterDevice pk2 pump-2 "],
            gateway.Requests.Select(static request => $"{request["Action"]} {request["ProductKey"]} {request["DeviceName"]} {request["Nickname"]}"));
        Assert.Equal(["pump-1", "pump-2"], result.Output.Select(static device => device.Get<string>("DeviceName")));
        Assert.All(result.Output, static device => Assert.Equal("Accepted", device.Status()));
        Assert.Equal($"{DeviceSecret}-pump-1", PlainText(result.Output[0]));
    }

    [Theory]
    [InlineData("abc")]
    [InlineData("pump 1")]
    [InlineData("pump/1")]
    [InlineData("pump~1")]
    [InlineData("p\u00FCmpe")]
    [InlineData("a23456789012345678901234567890123")]
    public void A_name_that_breaks_the_rule_is_an_error_of_that_name_and_is_not_sent(string name)
    {
        using TestGateway gateway = new(Answer);
        using Shell shell = new();
        shell.Use(gateway);
        shell["name"] = name;

        ShellResult result = shell.Run("'A-_@.:z9', $name, 'a2345678901234567890123456789012' | Register-IotDevice -ThrottleLimit 1");

        ErrorRecord error = Assert.Single(result.Errors);
        error.Is("InvalidDeviceName", ErrorCategory.InvalidArgument);
        Assert.Equal(name, error.Target());
        Assert.Contains("4 to 32", error.Exception.Message);
        Assert.Equal(["A-_@.:z9", "a2345678901234567890123456789012"], gateway.Requests.Select(static request => request["DeviceName"]));
    }

    [Theory]
    [InlineData("abc", false)]
    [InlineData("\u6CF5", false)]
    [InlineData("\u6CF5\u7AD9", true)]
    [InlineData("a\tbcd", false)]
    [InlineData("123456789.123456789.123456789.123456789.123456789.123456789.1234", true)]
    [InlineData("123456789.123456789.123456789.123456789.123456789.123456789.12345", false)]
    public void A_nickname_that_breaks_the_rule_is_an_error_of_its_row(string nickname, bool isValid)
    {
        using TestGateway gateway = new(Answer);
        using Shell shell = new();
        shell.Use(gateway);
        shell["nickname"] = nickname;

        ShellResult result = shell.Run("""
            [pscustomobject]@{ DeviceName = 'pump-1'; Nickname = $nickname }, [pscustomobject]@{ DeviceName = 'pump-2'; Nickname = 'Boiler' } | Register-IotDevice
            """);

        Assert.Equal(isValid ? 2 : 1, gateway.Requests.Count);
        Assert.All(result.Errors, static error => error.Is("InvalidNickname", ErrorCategory.InvalidArgument));
        Assert.Equal(isValid ? 0 : 1, result.Errors.Count);
    }

    [Fact]
    public void A_name_that_exists_is_told_apart_and_its_result_pipes_back()
    {
        using TestGateway gateway = new(request => request.Number == 1
            ? GatewayReply.Refused("iot.device.AlreadyExistedDeviceName")
            : Answer(request));
        using Shell shell = new();
        shell.Use(gateway);

        ShellResult result = shell.Run("Register-IotDevice -DeviceName pump-1 -Nickname 'Boiler 1' -OutVariable first; $first | Register-IotDevice");

        ErrorRecord error = Assert.Single(result.Errors);
        error.Is("DeviceAlreadyExists", ErrorCategory.ResourceExists);
        Assert.Same(result.Output[0].BaseObject, error.Target());
        Assert.Equal(["Rejected", "Accepted"], result.Output.Select(static device => device.Status()));
        Assert.Null(result.Output[0].Properties["DeviceSecret"].Value);
        Assert.Equal(["Boiler 1", "Boiler 1"], gateway.Requests.Select(static request => request["Nickname"]));
    }

    [Fact]
    public void The_secret_of_a_device_is_in_no_stream_no_view_and_no_journal()
    {
        string folder = Directory.CreateTempSubdirectory("tuyaiot").FullName;
        try
        {
            using TestGateway gateway = new(Answer);
            using Shell shell = new();
            shell.Use(gateway);
            shell["journal"] = Path.Combine(folder, "run.jsonl");

            ShellResult result = shell.Run("""
                $VerbosePreference = $DebugPreference = $InformationPreference = 'Continue'
                Register-IotDevice -DeviceName pump-1, pump-2 -JournalPath $journal -OutVariable devices
                Register-IotDevice -Count 2 -Wait -OutVariable more
                $devices + $more | ForEach-Object { "$_" }
                $devices + $more | Out-Default
                """);

            Assert.Empty(result.Errors);
            Assert.Equal($"{DeviceSecret}-pump-1", PlainText(result.Output[0]));
            string everything = Everything.TextOf(shell, result) + string.Concat(Directory.EnumerateFiles(folder).Select(File.ReadAllText));
            Assert.Single(Directory.EnumerateFiles(folder));
            Assert.Contains("pump-1", everything);
            Assert.DoesNotContain(DeviceSecret, everything);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void A_reply_without_a_secret_says_so_and_the_device_is_registered()
    {
        using TestGateway gateway = new();
        ShellResult result = Run(gateway, "Register-IotDevice -DeviceName pump-1");

        Assert.Single(result.Errors).Is("ReplyUnreadable", ErrorCategory.InvalidData);
        Assert.Equal("Accepted", Assert.Single(result.Output).Status());
    }

    [Fact]
    public void A_lost_reply_is_unknown_and_the_device_is_not_registered_twice()
    {
        using TestGateway gateway = new(static _ => GatewayReply.Reset);
        ShellResult result = Run(gateway, "Register-IotDevice -DeviceName pump-1");

        Assert.Single(result.Errors).Is("OutcomeUnknown", ErrorCategory.ConnectionError);
        Assert.Equal("Unknown", Assert.Single(result.Output).Status());
        Assert.Single(gateway.Requests);
    }

    [Fact]
    public void A_number_of_devices_is_one_request_and_gives_an_application()
    {
        using TestGateway gateway = new(Answer);
        ShellResult result = Run(gateway, "Register-IotDevice -Count 120");

        PSObject application = Assert.Single(result.Output);
        Assert.Equal("TuyaIot.IotDeviceApplication", application.BaseObject.GetType().FullName);
        Assert.Equal((12_345_678L, "pk1", 120), (application.Get<long>("ApplyId"), application.Get<string>("ProductKey"), application.Get<int>("Count")));
        GatewayRequest request = Assert.Single(gateway.Requests);
        Assert.Equal(("BatchRegisterDevice", "120"), (request["Action"], request["Count"]));
    }

    [Fact]
    public void Wait_asks_until_the_devices_exist_and_writes_all_pages_in_order()
    {
        int asked = 0;
        using TestGateway gateway = new(request => request["Action"] == "QueryBatchRegisterDeviceStatus" && asked++ == 0
            ? GatewayReply.Ok("""{"RequestId":"A-1","Success":true,"Data":{"Status":"CREATE"}}""")
            : Answer(request));
        ShellResult result = Run(gateway, "Register-IotDevice -Count 120 -Wait");

        Assert.Empty(result.Errors);
        Assert.Equal(2, asked);
        Assert.Equal(Enumerable.Range(1, 120).Select(static i => $"made{i}"), result.Output.Select(static device => device.Get<string>("DeviceName")));
        Assert.All(result.Output, static device => Assert.Equal($"{DeviceSecret}-{device.Get<string>("DeviceName")}", PlainText(device)));
        Assert.All(result.Output, static device => Assert.Equal("pk1", device.Get<string>("ProductKey")));
        Assert.Single(gateway.Requests, static request => request["Action"] == "BatchRegisterDevice");
    }

    [Fact]
    public void An_application_can_be_waited_for_later()
    {
        using TestGateway gateway = new(Answer);
        ShellResult result = Run(gateway, "Register-IotDevice -ApplyId 12345678");

        Assert.Empty(result.Errors);
        Assert.Equal(120, result.Output.Count);
        Assert.DoesNotContain(gateway.Requests, static request => request["Action"] == "BatchRegisterDevice");
    }

    [Fact]
    public void A_failed_application_is_an_error_and_the_devices_that_exist_follow()
    {
        using TestGateway gateway = new(static request => request["Action"] == "QueryBatchRegisterDeviceStatus"
            ? GatewayReply.Ok("""{"RequestId":"A-1","Success":true,"Data":{"Status":"CREATE_FAILED"}}""")
            : Answer(request));
        ShellResult result = Run(gateway, "Register-IotDevice -Count 120 -Wait");

        Assert.Single(result.Errors).Is("RegistrationFailed", ErrorCategory.InvalidResult);
        Assert.Equal(120, result.Output.Count);
    }

    [Fact]
    public async Task Wait_ends_after_its_time_and_the_error_has_the_application()
    {
        using TestGateway gateway = new(static request => request["Action"] == "QueryBatchRegisterDeviceStatus"
            ? GatewayReply.Ok("""{"RequestId":"A-1","Success":true,"Data":{"Status":"CREATE"}}""")
            : Answer(request));
        ManualClock clock = new();
        using Shell shell = new();
        shell.Use(gateway);
        shell.Use(clock);

        using ShellRun run = shell.Start("Register-IotDevice -Count 3 -Wait -TimeoutSec 60");
        await gateway.ArrivedAsync(2);
        Task<ShellResult> ended = run.EndAsync();
        while (!ended.IsCompleted)
        {
            clock.Advance(5);
            await Task.WhenAny(ended, Task.Delay(5));
        }

        ErrorRecord error = Assert.Single((await ended).Errors);
        error.Is("RegistrationNotFinished", ErrorCategory.OperationTimeout);
        Assert.Equal(12_345_678L, PSObject.AsPSObject(error.Target()).Get<long>("ApplyId"));
        Assert.InRange(gateway.Requests.Count, 3, 30);
    }

    [Theory]
    [InlineData("InvalidAction.NotFound", 404)]
    [InlineData("iot.common.APINotSupportedInInstance", 200)]
    public void Where_the_gateway_cannot_say_how_far_it_is_the_error_says_so_and_the_way_around(string code, int status)
    {
        using TestGateway gateway = new(request => request["Action"] == "BatchRegisterDevice" ? Answer(request) : GatewayReply.Refused(code, status: status));
        using Shell shell = new();
        shell.Use(gateway);

        ErrorRecord error = shell.Catch("Register-IotDevice -Count 3 -Wait");

        error.Is("ActionNotSupported", ErrorCategory.NotImplemented);
        Assert.Contains("12345678", error.Exception.Message);
        Assert.Contains("Get-IotDevice", error.ErrorDetails.RecommendedAction);
    }

    [Fact]
    public async Task Ctrl_C_ends_the_wait()
    {
        using TestGateway gateway = new(static request => request["Action"] == "QueryBatchRegisterDeviceStatus"
            ? GatewayReply.Ok("""{"RequestId":"A-1","Success":true,"Data":{"Status":"CREATE"}}""")
            : Answer(request));
        using Shell shell = new();
        shell.Use(gateway);

        using ShellRun run = shell.Start("Register-IotDevice -Count 3 -Wait");
        await gateway.ArrivedAsync(2);
        await gateway.IdleAsync();
        await run.StopAsync();
        ShellResult result = await run.EndAsync();

        Assert.Equal(PSInvocationState.Stopped, run.State);
        Assert.Empty(result.Errors);
        int sent = gateway.Requests.Count;
        await Task.Delay(600);
        Assert.Equal(sent, gateway.Requests.Count);
    }

    [Theory]
    [InlineData("Register-IotDevice -Count 3 -WhatIf")]
    [InlineData("'pump-1', 'pump-2' | Register-IotDevice -WhatIf")]
    public void WhatIf_sends_nothing(string script)
    {
        using TestGateway gateway = new(Answer);
        using Shell shell = new();
        shell.Use(gateway);

        ShellResult result = shell.Run(script);

        Assert.Empty(result.Errors);
        Assert.Empty(result.Output);
        Assert.Contains("What if", shell.UI.Screen);
        Assert.Empty(gateway.Requests);
    }

    [Theory]
    [InlineData("Register-IotDevice -Count 3 -DeviceName pump-1")]
    [InlineData("Register-IotDevice -Count 3 -JournalPath run.jsonl")]
    [InlineData("Register-IotDevice -Count 0")]
    [InlineData("Register-IotDevice -Count 10001")]
    [InlineData("Register-IotDevice -Wait")]
    public void Names_and_numbers_exclude_each_other(string script)
    {
        using TestGateway gateway = new(Answer);
        using Shell shell = new();
        shell.Use(gateway);

        shell.Catch(script);

        Assert.Empty(gateway.Requests);
    }

    private static ShellResult Run(TestGateway gateway, string script)
    {
        using Shell shell = new();
        shell.Use(gateway);
        return shell.Run(script);
    }

    private static string PlainText(PSObject device) =>
        new NetworkCredential(string.Empty, Assert.IsType<SecureString>(device.Properties["DeviceSecret"].Value)).Password;

    /// <summary>A gateway that knows one application for 120 devices, 50 a page.</summary>
    private static GatewayReply Answer(GatewayRequest request) => GatewayReply.Ok(request["Action"] switch
    {
        "RegisterDevice" => $$"""{"RequestId":"A-1","Success":true,"Data":{{Describe(request["DeviceName"]!)}} }""",
        "BatchRegisterDevice" => """{"Data":{"ApplyId":12345678},"RequestId":"A-1","Success":true}""",
        "QueryBatchRegisterDeviceStatus" => """{"RequestId":"A-1","Success":true,"Data":{"Status":"CREATE_SUCCESS"}}""",
        _ => $$"""
            {"RequestId":"A-1","Success":true,"PageCount":3,"Total":120,"ApplyDeviceList":{"ApplyDeviceInfo":[
            {{string.Join(',', PageOf(int.Parse(request["CurrentPage"]!, CultureInfo.InvariantCulture)).Select(static i => Describe($"made{i}")))}}]} }
            """,
    });

    private static IEnumerable<int> PageOf(int page) => Enumerable.Range(1, 120).Skip(50 * (page - 1)).Take(50);

    private static string Describe(string name) => $$"""{"DeviceName":"{{name}}","DeviceSecret":"{{DeviceSecret}}-{{name}}","IotId":"id-{{name}}"}""";
}
