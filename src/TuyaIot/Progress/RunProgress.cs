using System;
using System.Globalization;
using System.Management.Automation;
using TuyaIot.Text;

namespace TuyaIot.Progress;

/// <summary>
/// The content of a run's progress bar, and how often it is shown: percent and time left where the number of devices is known, else
/// the number that is done. The rate is measured.
/// </summary>
/// <param name="activity">The name of the run.</param>
/// <param name="clock">The time.</param>
internal sealed class RunProgress(string activity, TimeProvider clock)
{
    /// <summary>What is over sooner needs no bar: it would only flash.</summary>
    public static readonly TimeSpan Delay = TimeSpan.FromSeconds(0.5);

    /// <summary>Nobody reads faster, and each record costs the host a redrawn line.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(0.25);

    /// <summary>How far back the rate looks: long enough to be steady, short enough to follow a gateway that throttles.</summary>
    private static readonly TimeSpan Memory = TimeSpan.FromSeconds(10);

    private readonly long _start = clock.GetTimestamp();
    private long _lastTime = clock.GetTimestamp();
    private long _lastDevices;
    private double _rate;
    private bool _isShown;

    /// <summary>Whether there is something new to show. To be asked after each request.</summary>
    public bool IsDue => clock.GetElapsedTime(_lastTime) >= (_isShown ? Interval : Delay);

    /// <param name="summary">The totals so far. Skipped devices count as done and say nothing of the rate.</param>
    /// <param name="expected">The number of devices, where it is known.</param>
    /// <param name="isThrottled">Whether the gateway answers "too many requests" now.</param>
    public ProgressRecord Describe(IotRunSummary summary, long? expected, bool isThrottled)
    {
        Measure(summary.Devices);
        long done = summary.Devices + summary.Skipped;

        // More than there should be: the number was wrong, and says nothing any more.
        long? total = expected >= done && expected > 0 ? expected : null;
        ProgressRecord record = new(0, activity, Status(summary, done, total) + (isThrottled ? ", throttled" : string.Empty));
        if (total is long known)
        {
            record.PercentComplete = (int)(100.0 * done / known);
            record.SecondsRemaining = _rate > 0 ? (int)Math.Min(int.MaxValue, Math.Ceiling((known - done) / _rate)) : -1;
        }

        return record;
    }

    /// <summary>A running mean at first; later what is older than the memory counts less and less.</summary>
    private void Measure(long devices)
    {
        long now = clock.GetTimestamp();
        double elapsed = clock.GetElapsedTime(_lastTime, now).TotalSeconds;
        double horizon = Math.Min(clock.GetElapsedTime(_start, now).TotalSeconds, Memory.TotalSeconds);
        if (elapsed > 0)
        {
            _rate += Math.Min(1, elapsed / horizon) * (((devices - _lastDevices) / elapsed) - _rate);
        }

        _lastTime = now;
        _lastDevices = devices;
        _isShown = true;
    }

    private string Status(IotRunSummary summary, long done, long? total)
    {
        string devices = total is long known
            ? string.Format(CultureInfo.InvariantCulture, "{0:#,0} of {1}", done, NumberFormat.Devices(known))
            : NumberFormat.Devices(done);
        return $"{devices}, {NumberFormat.PerSecond(_rate)}/s{Trouble(summary.Rejected, "rejected")}{Trouble(summary.Unknown, "unknown")}{Trouble(summary.NotSent, "not sent")}";
    }

    private static string Trouble(long count, string status) =>
        count == 0 ? string.Empty : string.Format(CultureInfo.InvariantCulture, ", {0:#,0} {1}", count, status);
}
