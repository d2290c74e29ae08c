using TuyaIot.Delivery;

namespace TuyaIot.Reports.Charts;

/// <summary>How an end is named and drawn: by colour and by pattern, so that it can be told without colour.</summary>
internal static class FateLook
{
    public static string Name(DeviceFate fate) => fate is DeviceFate.NotSent ? "Not sent" : fate.ToString();

    /// <summary>The class that fills it.</summary>
    public static string Class(DeviceFate fate) => fate switch
    {
        DeviceFate.Accepted => "accepted",
        DeviceFate.Rejected => "rejected",
        DeviceFate.NotSent => "not-sent",
        _ => "unknown",
    };
}
