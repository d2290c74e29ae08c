using System;

namespace TuyaIot.Text;

/// <summary>The status of a device in the words of -Status.</summary>
internal static class DeviceStatusText
{
    public const string Online = "Online";
    public const string Offline = "Offline";
    public const string Unactive = "Unactive";
    public const string Disabled = "Disabled";

    private static readonly (string OfGateway, string Text)[] Words =
        [("ONLINE", Online), ("OFFLINE", Offline), ("UNACTIVE", Unactive), ("DISABLE", Disabled), ("DISABLED", Disabled)];

    /// <summary>A status that is not documented stays as it came.</summary>
    public static string? From(string? ofGateway)
    {
        foreach ((string known, string text) in Words)
        {
            if (string.Equals(known, ofGateway, StringComparison.OrdinalIgnoreCase))
            {
                return text;
            }
        }

        return ofGateway;
    }
}
