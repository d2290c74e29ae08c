using System;
using System.Globalization;
using System.Management.Automation;
using TuyaIot.Text;

namespace TuyaIot.Progress;

/// <summary>The progress bar of a wait for devices, and how far its stream of messages is behind. It works on the pipeline thread alone.</summary>
/// <param name="command">The cmdlet.</param>
/// <param name="time">The time.</param>
/// <param name="verbose">Receives how far the stream is behind, now and then.</param>
internal sealed class WaitProgress(PSCmdlet command, TimeProvider time, Action<string> verbose)
{
    private const string Activity = "Waiting for devices";

    private static readonly TimeSpan LagInterval = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LagThreshold = TimeSpan.FromSeconds(5);

    private readonly ProgressBar? _bar = ProgressBar.IsWanted(command) ? new ProgressBar(command, Activity) : null;
    private long _shownAt = time.GetTimestamp();
    private long _lagAt = time.GetTimestamp();

    /// <param name="done">Of how many devices it is known what they did.</param>
    /// <param name="expected">How many devices there are so far.</param>
    /// <param name="lag">How far the stream is behind; null where nothing came or nothing is listened to.</param>
    public void Show(long done, long expected, TimeSpan? lag)
    {
        string? behind = lag > LagThreshold ? string.Format(CultureInfo.InvariantCulture, "{0:#,0} s behind", lag.Value.TotalSeconds) : null;
        if (behind is not null && time.GetElapsedTime(_lagAt) >= LagInterval)
        {
            _lagAt = time.GetTimestamp();
            verbose($"The stream is {behind}.");
        }

        if (_bar is null || time.GetElapsedTime(_shownAt) < RunProgress.Delay)
        {
            return;
        }

        _shownAt = time.GetTimestamp();
        string status = string.Format(CultureInfo.InvariantCulture, "{0:#,0} of {1}", done, NumberFormat.Devices(expected));
        _bar.Show(new ProgressRecord(0, Activity, behind is null ? status : $"{status}, the stream is {behind}")
        {
            PercentComplete = expected > 0 ? (int)(100.0 * done / expected) : -1,
        });
    }

    public void Clear() => _bar?.Clear();
}
