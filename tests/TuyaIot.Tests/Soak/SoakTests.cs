using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using TuyaIot.Tests.Support;
using Xunit;

namespace TuyaIot.Tests.Soak;

/// <summary>
/// A run through a gateway where one request in ten meets a fault of some kind. The simulator's own log is the judge: which
/// commands it carried out, and which answers it lost. TUYA_IOT_SOAK_DEVICES makes it longer.
/// </summary>
public sealed class SoakTests : IDisposable
{
    private const string Faults = """
        'Throttle rate=0.008', 'Throttle rate=0.004 status=429 header=acs delay=20ms', 'Reject rate=0.008 code=iot.device.InactiveDevice',
        'InternalError rate=0.008 when=before', 'InternalError rate=0.008 when=after', 'BadGateway rate=0.008 when=after',
        'Unavailable rate=0.008 when=before', 'Reset rate=0.008 when=before', 'Reset rate=0.008 when=after', 'Close rate=0.008 when=after',
        'CutJson rate=0.008', 'CutBody rate=0.004', 'GarbledJson rate=0.004', 'HugeReply rate=0.002 size=2000000', 'Redirect rate=0.003',
        'Slow rate=0.008 delay=20ms', 'Hang times=1 nth=7 when=after'
        """;

    private readonly Shell _shell = new();

    private static int Devices => int.Parse(
        Environment.GetEnvironmentVariable("TUYA_IOT_SOAK_DEVICES") ?? "20000", CultureInfo.InvariantCulture);

    public void Dispose() => _shell.Dispose();

    [Theory]
    [InlineData("Get")]
    [InlineData("Post")]
    public void No_device_is_lost_and_none_is_called_twice_whatever_fails(string method)
    {
        _shell["names"] = Names();
        _shell["capacity"] = Devices;
        ShellResult started = _shell.Run($"""
            $sim = Start-IotSimulator -Seed 42 -RecordCapacity $capacity -Fault {Faults}
            $sim | Set-IotCredential -ProductKey pk1 -RequestsPerSecond 0 -TimeoutSeconds 5 -Method {method}
            """);
        Assert.Empty(started.Errors);

        ShellResult run = _shell.Run("$names | Invoke-IotThingsService -Identifier Set -MaxAttempts 10 -ThrottleLimit 32 -ErrorAction SilentlyContinue");
        Dictionary<string, HashSet<string>> told = run.Output
            .GroupBy(static result => result.Status())
            .ToDictionary(static group => group.Key, static group => group.SelectMany(static result => result.DeviceName()).ToHashSet());
        Dictionary<string, int> carriedOut = _shell.Run("$sim.GetExecutionCounts()").Output
            .ToDictionary(static count => count.Get<string>("DeviceName")!, static count => count.Get<int>("Count"));
        HashSet<string> answerLost = _shell.Run("Get-IotSimulatorRequest $sim | Where-Object { $_.Fault -and $_.Fault -notin 'Throttle', 'Reject', 'Slow' }")
            .Output.SelectMany(static request => request.DeviceName()).ToHashSet();
        _shell.Run("$sim | Stop-IotSimulator");

        Assert.Equal(Devices, told.Values.Sum(static names => names.Count));
        Assert.Equal(Devices, told.Values.SelectMany(static names => names).Distinct().Count());
        Assert.All(carriedOut.Values, static count => Assert.Equal(1, count));
        Assert.All(told["Accepted"], name => Assert.True(carriedOut.ContainsKey(name)));
        Assert.DoesNotContain(told["Rejected"], carriedOut.ContainsKey);
        Assert.True(answerLost.SetEquals(told["Unknown"]));
        TestContext.Current.TestOutputHelper!.WriteLine(
            $"{method}: {told["Accepted"].Count} accepted, {told["Rejected"].Count} rejected, {told["Unknown"].Count} unknown of {Devices}; 0 lost, 0 carried out twice.");
    }

    private static IEnumerable<string> Names()
    {
        for (int i = 1; i <= Devices; i++)
        {
            yield return "device" + i.ToString(CultureInfo.InvariantCulture);
        }
    }
}
