using System;
using System.Management.Automation;
using TuyaIot.Delivery;

namespace TuyaIot.Progress;

/// <summary>
/// What a run says about itself as a whole: its progress, and its summary, once, whichever way it ends. It works on the pipeline
/// thread alone.
/// </summary>
internal sealed class RunMonitor : IDisposable
{
    private readonly RunTotals _totals = new();
    private readonly PSCmdlet _command;
    private readonly string _activity;
    private readonly Func<long> _skipped;
    private readonly TimeProvider _clock = RunClock.Current;
    private readonly long _start;
    private readonly DeviceTotal _expected;
    private readonly ProgressBar _bar;
    private readonly RunProgress? _progress;
    private bool _isConcluded;

    /// <param name="command">The cmdlet.</param>
    /// <param name="activity">What the run does.</param>
    /// <param name="expected">How many devices there are, where the user says so.</param>
    /// <param name="skipped">How many devices an earlier run of the journal had accepted.</param>
    /// <param name="quiet">Whether nothing is sent, so that there is nothing to say.</param>
    public RunMonitor(PSCmdlet command, string activity, long? expected, Func<long> skipped, bool quiet)
    {
        _command = command;
        _activity = activity;
        _skipped = skipped;
        _start = _clock.GetTimestamp();
        _expected = new DeviceTotal(command, expected);
        _bar = new ProgressBar(command, activity);
        _progress = ProgressBar.IsWanted(command) ? new RunProgress(activity, _clock) : null;
        _isConcluded = quiet;
    }

    public void Add(DeliveryStatus status, int devices)
    {
        _totals.Add(status, devices);
        if (_progress is { IsDue: true } due)
        {
            _bar.Show(due.Describe(_totals, _skipped(), _expected.Value));
        }
    }

    public void Conclude(bool completed)
    {
        if (_isConcluded)
        {
            return;
        }

        _isConcluded = true;
        _bar.Clear();
        _command.WriteInformation(
            new IotRunSummary(_activity, _totals, _skipped(), _clock.GetElapsedTime(_start), completed),
            [IotRunSummary.Tag]);
    }

    /// <summary>For the ends that no code of a cmdlet sees, such as Ctrl-C while the command before it is busy.</summary>
    public void Dispose()
    {
        _expected.Dispose();
        try
        {
            Conclude(completed: false);
        }
        catch (Exception exception) when (exception is RuntimeException or InvalidOperationException)
        {
            // The engine takes nothing more from this cmdlet.
        }
    }
}
