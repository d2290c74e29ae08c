using System;

namespace TuyaIot.Journals;

/// <summary>Adds times of a journal. A line may have any time that a clock can show, and the sum of very many years is no TimeSpan.</summary>
internal static class JournalTime
{
    /// <summary>The sum, or the longest time that there is.</summary>
    public static TimeSpan Add(TimeSpan left, TimeSpan right) =>
        new((long)Math.Min(long.MaxValue, Math.Max(long.MinValue, (decimal)left.Ticks + right.Ticks)));
}
