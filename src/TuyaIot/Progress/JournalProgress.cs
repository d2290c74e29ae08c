using System;
using System.Management.Automation;

namespace TuyaIot.Progress;

/// <summary>The progress bar while a large journal is read. Dispose takes it down.</summary>
/// <param name="command">The cmdlet.</param>
/// <param name="path">The journal.</param>
internal sealed class JournalProgress(PSCmdlet command, string path) : IProgress<double>, IDisposable
{
    private readonly ProgressBar _bar = new(command, $"Reading {path}");
    private readonly bool _isWanted = ProgressBar.IsWanted(command);
    private int _shown;

    /// <param name="value">The part that has been read, from 0 to 1.</param>
    public void Report(double value)
    {
        int percent = (int)(100 * Math.Min(1, Math.Max(0, value)));

        // A small journal is read at once. A bar would only flash.
        if (_isWanted && percent > _shown && percent < 100)
        {
            _shown = percent;
            _bar.Show(new ProgressRecord(0, $"Reading {path}", $"{percent} %") { PercentComplete = percent });
        }
    }

    public void Dispose() => _bar.Clear();
}
