using System;
using System.Globalization;
using System.Management.Automation;

namespace TuyaIot.Binding;

/// <summary>Takes a TimeSpan as a time so long ago. A time without a zone is local, as everywhere in PowerShell.</summary>
internal sealed class TimeTransformationAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => PSValue.Unwrap(inputData) switch
    {
        TimeSpan ago => Before(TimeProvider.System.GetUtcNow(), ago),
        DateTime time => FromDateTime(time),
        string text when DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeLocal, out DateTimeOffset time) => time,
        _ => inputData,
    };

    /// <summary>Before the first time that there is, it is that one, which the cmdlet refuses as too long ago.</summary>
    private static DateTimeOffset Before(DateTimeOffset now, TimeSpan ago) =>
        ago == TimeSpan.MinValue || ago.Duration() > now - DateTimeOffset.MinValue ? DateTimeOffset.MinValue : now - ago.Duration();

    /// <summary>The first and the last times of a calendar have no UTC in every time zone.</summary>
    private static DateTimeOffset FromDateTime(DateTime time) => time.Kind is DateTimeKind.Utc || (time > DateTime.MinValue.AddDays(1) && time < DateTime.MaxValue.AddDays(-1))
        ? new DateTimeOffset(time)
        : new DateTimeOffset(time, TimeSpan.Zero);
}
