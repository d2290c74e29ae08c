using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using TuyaIot.Tests.Servers;
using TuyaIot.Tests.Support;
using Xunit;

namespace TuyaIot.Tests.Commands;

/// <summary>Set-IotDeviceNickname: rows by 100, each checked before it is sent.</summary>
public sealed class SetIotDeviceNicknameTests
{
    [Fact]
    public void Rows_travel_by_100_and_products_do_not_mix()
    {
        using TestGateway gateway = new();
        ShellResult result = Run(
            gateway,
            "1..250 | ForEach-Object { [pscustomobject]@{ DeviceName = \"d$_\"; Nickname = \"Boiler $_\"; ProductKey = \"pk$($_ % 2)\" } } | Set-IotDeviceNickname",
            "-Method Post");

        Assert.Empty(result.Errors);
        Assert.Equal([25, 25, 100, 100], gateway.Requests.Select(static request => Entries(request).Length).Order());
        Assert.All(gateway.Requests, static request => Assert.Single(Entries(request).Select(static entry => entry.ProductKey).Distinct()));
        Assert.Equal(
            Enumerable.Range(1, 250).Select(static i => ((string?)$"pk{i % 2}", (string?)$"d{i}", (string?)$"Boiler {i}")).Order(),
            gateway.Requests.SelectMany(Entries).Order());
        Assert.Equal([25, 25, 100, 100], result.Output.Select(static batch => batch.Get<int>("DeviceCount")).Order());
        Assert.All(result.Output, static batch => Assert.Equal(
            batch.DeviceName().Select(static name => $"Boiler {name[1..]}"), batch.Get<string[]>("Nickname")));
    }

    [Fact]
    public void A_GET_holds_as_many_as_its_URL_has_room_for()
    {
        using TestGateway gateway = new();
        ShellResult result = Run(
            gateway, "1..100 | ForEach-Object { [pscustomobject]@{ DeviceName = \"d$_\"; Nickname = \"\u6CF5\u7AD9\u6CF5\u7AD9\u6CF5\u7AD9 $_\" } } | Set-IotDeviceNickname");

        Assert.Empty(result.Errors);
        Assert.InRange(gateway.Requests.Count, 2, 5);
        Assert.All(gateway.Requests, static request => Assert.InRange(request.Url.Length, 1, 7_500));
        Assert.Contains(gateway.Requests, static request => request.Url.Length > 7_000);
        Assert.Equal(100, gateway.Requests.SelectMany(Entries).Select(static entry => entry.DeviceName).Distinct().Count());
    }

    [Theory]
    [InlineData("", "NoNickname")]
    [InlineData("  ", "NoNickname")]
    [InlineData(null, "NoNickname")]
    [InlineData("abc", "InvalidNickname")]
    [InlineData("\u6CF5", "InvalidNickname")]
    [InlineData("a\u200Bbcd", "InvalidNickname")]
    [InlineData("123456789.123456789.123456789.123", "InvalidNickname")]
    [InlineData("\u6CF5\u6CF5\u6CF5\u6CF5\u6CF5\u6CF5\u6CF5\u6CF5\u6CF5\u6CF5\u6CF5\u6CF5\u6CF5\u6CF5\u6CF5\u6CF5\u6CF5", "InvalidNickname")]
    public void What_cannot_be_a_nickname_is_an_error_of_its_row_and_the_others_are_sent(string? nickname, string errorId)
    {
        using TestGateway gateway = new();
        using Shell shell = new();
        shell.Use(gateway);
        shell["nickname"] = nickname;

        ShellResult result = shell.Run("""
            [pscustomobject]@{ DeviceName = 'd1'; Nickname = $nickname },
            [pscustomobject]@{ DeviceName = 'd2'; Nickname = '123456789.123456789.123456789.12' },
            [pscustomobject]@{ DeviceName = 'd3'; Nickname = "`u{6CF5}`u{7AD9}" } | Set-IotDeviceNickname
            """);

        Assert.Single(result.Errors).Is(errorId, ErrorCategory.InvalidArgument);
        Assert.Equal(["d2", "d3"], Assert.Single(result.Output).DeviceName());
    }

    [Theory]
    [InlineData("'d1', 'd2' | Set-IotDeviceNickname", "NoNickname")]
    [InlineData("'d1', 'd2' | Set-IotDeviceNickname abc", "InvalidNickname")]
    [InlineData("'d1', 'd2' | Set-IotDeviceNickname 'Boiler' -Clear", "InvalidNickname")]
    [InlineData("Set-IotDeviceNickname -DeviceName d1, d2, d3 -Nickname 'Boiler 1', 'Boiler 2'", "InvalidNickname")]
    public void A_mistake_on_the_command_line_is_one_error(string script, string errorId)
    {
        using TestGateway gateway = new();
        using Shell shell = new();
        shell.Use(gateway);

        shell.Catch(script).Is(errorId, ErrorCategory.InvalidArgument);

        Assert.Empty(gateway.Requests);
    }

    [Theory]
    [InlineData("'d1', 'd2' | Set-IotDeviceNickname 'Boiler'", "Boiler Boiler")]
    [InlineData("Set-IotDeviceNickname -DeviceName d1, d2 -Nickname 'Boiler1', 'Boiler2'", "Boiler1 Boiler2")]
    [InlineData("[pscustomobject]@{ DeviceName = 'd1', 'd2'; Nickname = 'Boiler1', 'Boiler2' } | Set-IotDeviceNickname", "Boiler1 Boiler2")]
    [InlineData("'d1', 'd2' | Set-IotDeviceNickname -Clear", " ")]
    [InlineData("[pscustomobject]@{ DeviceName = 'd1'; Nickname = 'Boiler' }, [pscustomobject]@{ DeviceName = 'd2' } | Set-IotDeviceNickname -Clear", " ")]
    public void A_nickname_is_for_all_or_one_for_each_and_Clear_sends_none(string script, string nicknames)
    {
        using TestGateway gateway = new();
        ShellResult result = Run(gateway, script);

        Assert.Empty(result.Errors);
        Assert.Equal(nicknames, string.Join(' ', Entries(Assert.Single(gateway.Requests)).Select(static entry => entry.Nickname)));
    }

    [Fact]
    public void A_device_that_comes_twice_in_a_request_has_its_last_nickname()
    {
        using TestGateway gateway = new();
        Run(gateway, """
            'd1', 'd2', 'd1' | ForEach-Object { $n++; [pscustomobject]@{ DeviceName = $_; Nickname = "Boiler $n" } } | Set-IotDeviceNickname
            """);

        Assert.Equal([("pk1", "d1", "Boiler 3"), ("pk1", "d2", "Boiler 2")], Entries(Assert.Single(gateway.Requests)));
    }

    [Theory]
    [InlineData("iot.device.NotExistedDevice", "DeviceRefused", ErrorCategory.ObjectNotFound, "Rejected")]
    [InlineData(null, "OutcomeUnknown", ErrorCategory.ConnectionError, "Unknown")]
    public void A_request_that_failed_is_sent_once_and_its_result_pipes_back(string? code, string errorId, ErrorCategory category, string status)
    {
        using TestGateway gateway = new(request => request.Number > 1 ? GatewayReply.Accepted : code is null ? GatewayReply.Reset : GatewayReply.Refused(code));
        ShellResult result = Run(
            gateway, "Set-IotDeviceNickname -DeviceName d1, d2 -Nickname 'Boiler1', 'Boiler2' -OutVariable first; $first | Set-IotDeviceNickname");

        ErrorRecord error = Assert.Single(result.Errors);
        error.Is(errorId, category);
        Assert.Same(result.Output[0].BaseObject, error.Target());
        Assert.Equal([status, "Accepted"], result.Output.Select(static batch => batch.Status()));
        Assert.Equal(2, gateway.Requests.Count);
        Assert.Equal(Entries(gateway.Requests[0]), Entries(gateway.Requests[1]));
    }

    [Theory]
    [InlineData("InvalidAccessKeyId.NotFound", "AccessKeyNotFound", ErrorCategory.AuthenticationError)]
    [InlineData("InvalidAction.NotFound", "ActionNotSupported", ErrorCategory.NotImplemented)]
    public void What_every_other_request_would_meet_as_well_ends_the_command(string code, string errorId, ErrorCategory category)
    {
        using TestGateway gateway = new(_ => GatewayReply.Refused(code, status: 400));
        using Shell shell = new();
        shell.Use(gateway);

        shell.Catch("1..300 | ForEach-Object { \"d$_\" } | Set-IotDeviceNickname 'Boiler'").Is(errorId, category);

        Assert.Single(gateway.Requests);
    }

    [Fact]
    public void WhatIf_sends_nothing_and_says_how_large_the_run_would_be()
    {
        using TestGateway gateway = new();
        using Shell shell = new();
        shell.Use(gateway, "-Method Post");

        ShellResult result = shell.Run("1..250 | ForEach-Object { \"d$_\" } | Set-IotDeviceNickname 'Boiler' -WhatIf");

        Assert.Empty(result.Output);
        Assert.Contains("250 devices in 3 requests", shell.UI.Screen);
        Assert.Empty(gateway.Requests);
    }

    [Fact]
    public void Confirm_names_the_devices()
    {
        using TestGateway gateway = new();
        TestUserInterface ui = new("No", "Yes");
        using Shell shell = new(ui);
        shell.Use(gateway);

        shell.Run("'d1', 'd2' | Set-IotDeviceNickname 'Boiler' -Confirm; 'd3' | Set-IotDeviceNickname 'Boiler' -Confirm");

        Assert.Contains("2 devices of pk1, d1 to d2", ui.Questions[0]);
        Assert.Contains("d3 of pk1", ui.Questions[1]);
        Assert.Equal([("pk1", "d3", "Boiler")], Entries(Assert.Single(gateway.Requests)));
    }

    private static ShellResult Run(TestGateway gateway, string script, string more = "")
    {
        using Shell shell = new();
        shell.Use(gateway, more);
        return shell.Run(script);
    }

    /// <summary>The entries of a request in the order of their numbers, which have no gap.</summary>
    private static (string? ProductKey, string? DeviceName, string? Nickname)[] Entries(GatewayRequest request)
    {
        Assert.Equal("BatchUpdateDeviceNickname", request["Action"]);
        List<(string?, string?, string?)> entries = [];
        for (int n = 1; request[$"DeviceNicknameInfo.{n}.DeviceName"] is string name; n++)
        {
            entries.Add((request[$"DeviceNicknameInfo.{n}.ProductKey"], name, request[$"DeviceNicknameInfo.{n}.Nickname"]));
        }

        Assert.Equal(request.Parameters.Count(static parameter => parameter.Key.EndsWith(".DeviceName", StringComparison.Ordinal)), entries.Count);
        return [.. entries];
    }
}
