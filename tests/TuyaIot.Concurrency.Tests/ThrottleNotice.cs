using System;

namespace TuyaIot.Progress;

/// <summary>What the window and the queue know of it; the rest needs PowerShell.</summary>
internal static class ThrottleNotice
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(0.25);
}
