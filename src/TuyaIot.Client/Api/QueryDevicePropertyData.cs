using TuyaIot.Delivery;

namespace TuyaIot.Api;

/// <summary>Reads the values that a property of a device had, of the last 30 days.</summary>
/// <remarks>An action of the API that Hedwig models. Its quota there: 50 requests a second.</remarks>
internal sealed record QueryDevicePropertyData(
    string ProductKey, string DeviceName, string Identifier, long StartTime, long EndTime, bool IsAscending)
    : DeviceHistory(ProductKey, DeviceName, Identifier, StartTime, EndTime, IsAscending)
{
    private static readonly ApiAction Definition = ApiAction.Query("QueryDevicePropertyData", requestsPerSecond: 50) with { WayAround = OtherWays };

    public override ApiAction Action => Definition;
}
