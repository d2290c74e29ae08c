
using TuyaIot.Journals;

namespace TuyaIot.Reports.Charts;

/// <summary>How an end is named and drawn: by colour and by pattern, so that it can be told without colour.</summary>
internal static class OutcomeStyle
{
    public static string Name(DeviceOutcome fate) => fate is DeviceOutcome.NotSent ? "Not sent" : fate.ToString();

    /// <summary>The class that fills it.</summary>
    public static string Class(DeviceOutcome fate) => fate switch
    {
        DeviceOutcome.Accepted => "accepted",
        DeviceOutcome.Rejected => "rejected",
        DeviceOutcome.NotSent => "not-sent",
        _ => "unknown",
    };
}
