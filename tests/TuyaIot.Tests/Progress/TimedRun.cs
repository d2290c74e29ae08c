using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using TuyaIot.Tests.Servers;
using TuyaIot.Tests.Support;

namespace TuyaIot.Tests.Progress;

/// <summary>A session whose gateway takes as long for each request as the test says, by a clock that nothing else moves.</summary>
internal sealed class TimedRun : IDisposable
{
    internal const string Command = "Invoke-IotThingsService -Identifier Set -BatchSize 10 -ThrottleLimit 1";

    private readonly ManualClock _clock = new();
    private readonly TestUserInterface _ui = new();
    private readonly TestGateway _gateway;

    internal TimedRun(double secondsPerRequest, int devices = 1_000)
        : this(_ => secondsPerRequest, _ => GatewayReply.Accepted, devices)
    {
    }

    internal TimedRun(Func<int, double> secondsPerRequest, Func<int, GatewayReply> answer, int devices = 1_000)
    {
        _gateway = new TestGateway(request =>
        {
            _clock.Advance(secondsPerRequest(request.Number));
            return answer(request.Number);
        });
        _ui.Progressed = (bar, record) => Shown.Add((bar, record, _clock.Elapsed));
        Shell = new Shell(_ui);
        Shell.Use(_gateway);
        Shell.Use(_clock);
        Shell["names"] = NameList.Of(devices);
    }

    internal Shell Shell { get; }

    /// <summary>Every record that the host was given, the bar that it is for, and when.</summary>
    internal List<(long Bar, ProgressRecord Record, TimeSpan At)> Shown { get; } = [];

    /// <summary>The records that show how far the run is.</summary>
    internal ProgressRecord[] Records =>
        [.. Shown.Select(shown => shown.Record).Where(record => record.RecordType is ProgressRecordType.Processing)];

    /// <summary>Bars that nobody took down.</summary>
    internal IEnumerable<long> Left => Shown.GroupBy(shown => shown.Bar)
        .Where(bar => bar.Last().Record.RecordType is not ProgressRecordType.Completed)
        .Select(bar => bar.Key);

    public void Dispose()
    {
        Shell.Dispose();
        _gateway.Dispose();
    }
}
