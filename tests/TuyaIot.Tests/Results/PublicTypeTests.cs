using System;
using System.Linq;
using System.Management.Automation;
using TuyaIot.Tests.Servers;
using TuyaIot.Tests.Support;
using Xunit;

namespace TuyaIot.Tests.Results;

/// <summary>What a script may name and keep: types by their names, results that stay what they are, errors of one type.</summary>
public sealed class PublicTypeTests
{
    [Theory]
    [InlineData("IotCredential")]
    [InlineData("IotThingsServiceResult")]
    [InlineData("IotCommandOutcome")]
    [InlineData("IotDeviceServiceResult")]
    [InlineData("IotRunSummary")]
    [InlineData("IotJournalSummary")]
    [InlineData("IotJournalDevice")]
    [InlineData("IotProduct")]
    [InlineData("IotThingServiceResult")]
    [InlineData("IotDevicesPropertyResult")]
    [InlineData("IotDevicePropertyResult")]
    [InlineData("IotDeviceProperty")]
    [InlineData("IotDesiredProperty")]
    [InlineData("IotDesiredPropertyResult")]
    [InlineData("IotClearedPropertyResult")]
    [InlineData("IotHistoryEntry")]
    [InlineData("IotHistoryKind")]
    [InlineData("IotDevice")]
    [InlineData("IotDeviceStatus")]
    [InlineData("IotCredentialTest")]
    [InlineData("IotThingModel")]
    [InlineData("IotThingModelProperty")]
    [InlineData("IotRegisteredDevice")]
    [InlineData("IotDeviceApplication")]
    [InlineData("IotDeviceResult")]
    [InlineData("IotNicknameResult")]
    [InlineData("IotDevicesMessageResult")]
    [InlineData("IotDeviceMessageResult")]
    [InlineData("IotTopicMessageResult")]
    [InlineData("IotRrpcResult")]
    [InlineData("IotMessage")]
    [InlineData("IotException")]
    [InlineData("OnRejected")]
    public void A_script_finds_each_type_by_its_name(string type)
    {
        using Shell shell = new();
        Assert.Equal("TuyaIot", $"{Assert.Single(shell.Run($"[TuyaIot.{type}].Assembly.GetName().Name").Output)}");
    }

    /// <summary>A second request waits for the pace of the first, and only the reply counts as its duration.</summary>
    [Fact]
    public void Duration_is_the_gateways_and_Waited_the_paces()
    {
        using TestGateway gateway = new();
        using Shell shell = new();
        shell.Use(gateway);

        ShellResult result = shell.Run("'d1', 'd2', 'd3' | Invoke-IotThingsService Set -BatchSize 1 -ThrottleLimit 1 -RequestsPerSecond 4");

        TimeSpan waited = new(result.Output.Sum(static one => one.Get<TimeSpan>("Waited").Ticks));
        Assert.True(waited > TimeSpan.FromSeconds(0.2), $"{waited}");
        Assert.All(result.Output, static one => Assert.InRange(one.Get<TimeSpan>("Duration"), TimeSpan.FromTicks(1), TimeSpan.FromSeconds(10)));
    }

    [Theory]
    [InlineData("Invoke-IotThingsService Set")]
    [InlineData("Invoke-IotThingsService Set '{' -DeviceName d1")]
    [InlineData("Invoke-IotThingsService Set -DeviceName d1 -JournalPath .")]
    [InlineData("Invoke-IotThingsService Set -DeviceName d1 -Credential nobody")]
    [InlineData("Invoke-IotThingsService Set -DeviceName d1 -ErrorAction Stop")]
    [InlineData("Get-IotProduct pk1 -ErrorAction Stop")]
    [InlineData("Set-IotDeviceProperty '[1]' -DeviceName d1")]
    [InlineData("Set-IotDesiredProperty @{ a = 1 } -Version x -DeviceName d1")]
    [InlineData("Get-IotDeviceHistory -Since 2020-01-01 -DeviceName d1")]
    [InlineData("Get-IotDevice -ErrorAction Stop")]
    [InlineData("Get-IotDevice d1 -ErrorAction Stop")]
    [InlineData("Get-IotDeviceStatus d1 -ErrorAction Stop")]
    [InlineData("Get-IotJournal nosuch.jsonl -ErrorAction Stop")]
    [InlineData("Set-IotCredential id $Secret 'not a host'")]
    public void The_exception_of_every_error_is_the_modules_own_and_holds_no_other(string script)
    {
        using TestGateway gateway = new(static _ => GatewayReply.Refused("iot.device.NotExistedDevice"));
        using Shell shell = new();
        shell.Use(gateway);

        ErrorRecord error = Assert.IsType<ErrorRecord>(
            shell.Run($"try {{ $null = {script} }} catch {{ $_ }}").Output.Select(static output => output.BaseObject).Single());

        Exception exception = error.Exception;
        Assert.Equal("TuyaIot.IotException", exception.GetType().FullName);
        Assert.Null(exception.InnerException);
        Assert.Equal(error.FullyQualifiedErrorId.Split(',')[0], PSObject.AsPSObject(exception).Get<string>("ErrorId"));
    }
}
