using System;
using System.Globalization;
using System.Management.Automation;

namespace TuyaIot.Binding;

/// <summary>Takes a TimeSpan as a time so long ago. A time without a zone is local, as everywhere in PowerShell.</summary>
internal sealed class TimeTransformationAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => PSValue.Unwrap(inputData) switch
    {
        TimeSpan ago => TimeProvider.System.GetUtcNow() - ago.Duration(),
        DateTime time => new DateTimeOffset(time),
        string text when DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeLocal, out DateTimeOffset time) => time,
        _ => inputData,
    };
}
