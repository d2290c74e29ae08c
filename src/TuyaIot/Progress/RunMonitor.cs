using System;
using System.Management.Automation;
using TuyaIot.Delivery;

namespace TuyaIot.Progress;

/// <summary>
/// What a run says about itself as a whole: its progress, its summary and, where something was not accepted, one closing warning. Each
/// comes once, whichever way the run ends. It works on the pipeline thread alone.
/// </summary>
internal sealed class RunMonitor : IDisposable
{
    private readonly IotRunSummary _summary;
    private readonly PSCmdlet _command;
    private readonly Action<string> _warn;
    private readonly TimeProvider _clock = RunClock.Current;
    private readonly long _start;
    private readonly long? _expected;
    private readonly bool _hasJournal;
    private readonly ProgressBar _bar;
    private readonly RunProgress? _progress;
    private bool _isConcluded;

    /// <param name="command">The cmdlet.</param>
    /// <param name="warn">Writes a warning at any end of the cmdlet.</param>
    /// <param name="activity">The name of the run.</param>
    /// <param name="expected">The number of devices, where it is known.</param>
    /// <param name="hasJournal">Whether the same command can go on after a stop.</param>
    /// <param name="quiet">Whether nothing is sent, so that there is nothing to say.</param>
    public RunMonitor(PSCmdlet command, Action<string> warn, string activity, long? expected, bool hasJournal, bool quiet)
    {
        _command = command;
        _warn = warn;
        _summary = new IotRunSummary(activity);
        _start = _clock.GetTimestamp();
        _expected = expected;
        _hasJournal = hasJournal;
        _bar = new ProgressBar(command, activity);
        _progress = ProgressBar.IsWanted(command) ? new RunProgress(activity, _clock) : null;
        _isConcluded = quiet;
    }

    /// <summary>Whether any request has a result.</summary>
    public bool HasResults => _summary.Requests > 0;

    /// <summary>How many devices are skipped and how many were read and not sent; set by the run.</summary>
    public Func<(long Skipped, int Waiting)> State { get; set; } = static () => default;

    public void Add(Outcome outcome, int devices)
    {
        _summary.Requests++;
        switch (outcome)
        {
            case { Verdict.Status: DeliveryStatus.Accepted }:
                _summary.Accepted += devices;
                break;
            case { Verdict.Status: DeliveryStatus.Unknown }:
                _summary.Unknown += devices;
                break;
            case { SentAt: null }:
                _summary.NotSent += devices;
                break;
            default:
                _summary.Rejected += devices;
                break;
        }

        ShowProgress(isThrottled: false);
    }

    /// <summary>To be called while an outcome is waited for. The bar goes on where the gateway throttles, because no outcome comes then.</summary>
    public void Wait(ThrottleNotice throttle)
    {
        if (throttle.Check())
        {
            ShowProgress(isThrottled: true);
        }
    }

    /// <param name="completed">Whether the run came to its end.</param>
    /// <param name="hasBegun">Whether there is anything to say: a mistake on the command line is no stop.</param>
    public void Conclude(bool completed, bool hasBegun = true)
    {
        if (_isConcluded)
        {
            return;
        }

        _isConcluded = true;
        _bar.Clear();
        if (!hasBegun)
        {
            return;
        }

        (_summary.Skipped, int waiting) = State();
        _summary.Completed = completed;
        _summary.Duration = _clock.GetElapsedTime(_start);
        if (ClosingMessage.Create(_summary, _expected, waiting, _hasJournal) is string message)
        {
            _warn(message);
        }

        _command.WriteInformation(_summary, [IotRunSummary.Tag]);
    }

    /// <summary>Covers the ends that no code of a cmdlet sees, such as Ctrl-C while the command before it is busy.</summary>
    public void Dispose()
    {
        try
        {
            Conclude(completed: false);
        }
        catch (Exception exception) when (exception is RuntimeException or InvalidOperationException)
        {
            // The engine takes nothing more from this cmdlet.
        }
    }

    private void ShowProgress(bool isThrottled)
    {
        if (_progress is { IsDue: true } due)
        {
            _summary.Skipped = State().Skipped;
            _bar.Show(due.Describe(_summary, _expected, isThrottled));
        }
    }
}
