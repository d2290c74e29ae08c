using System;
using System.Management.Automation;
using TuyaIot.Delivery;

namespace TuyaIot.Pipeline;

/// <summary>What a run says about itself as a whole: its progress, and its summary, once, whichever way it ends. It works on the pipeline thread alone.</summary>
/// <param name="command">The cmdlet.</param>
/// <param name="activity">What the run does.</param>
/// <param name="expected">How many devices there are; null where nobody knows.</param>
/// <param name="skipped">How many devices an earlier run of the journal had accepted.</param>
/// <param name="quiet">Whether nothing is sent, so that there is nothing to say.</param>
internal sealed class RunTally(PSCmdlet command, string activity, int? expected, Func<long> skipped, bool quiet) : IDisposable
{
    private readonly RunTotals _totals = new();
    private readonly RunProgress _progress = new(activity, expected);
    private readonly TimeProvider _clock = RunClock.Current;
    private readonly long _start = RunClock.Current.GetTimestamp();
    private bool _isConcluded = quiet;

    public void Add(DeliveryStatus status, int devices)
    {
        _totals.Add(status, devices);
        command.WriteProgress(_progress.Describe(_totals));
    }

    public void Conclude(bool completed)
    {
        if (_isConcluded)
        {
            return;
        }

        _isConcluded = true;
        command.WriteInformation(
            new IotRunSummary(activity, _totals, skipped(), _clock.GetElapsedTime(_start), completed),
            [IotRunSummary.Tag]);
        command.WriteProgress(_progress.Finish());
    }

    /// <summary>For the ends that no code of a cmdlet sees, such as Ctrl-C while the command before it is busy.</summary>
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
}
