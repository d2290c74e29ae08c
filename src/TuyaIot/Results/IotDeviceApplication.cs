using TuyaIot.Text;

namespace TuyaIot;

/// <summary>An application for devices whose names the platform makes. They exist a while later.</summary>
public sealed class IotDeviceApplication
{
    internal IotDeviceApplication(string productKey, long applyId, int? count)
    {
        ProductKey = productKey;
        ApplyId = applyId;
        Count = count;
    }

    /// <summary>The number of the application, with which its devices are found.</summary>
    public long ApplyId { get; }

    /// <summary>The product of the devices.</summary>
    public string ProductKey { get; }

    /// <summary>How many devices were applied for; null where it is not known.</summary>
    public int? Count { get; }

    /// <summary>The number of the application and its devices.</summary>
    public override string ToString() => Count is int count
        ? $"application {ApplyId} for {NumberFormat.Devices(count)} of {ProductKey}"
        : $"application {ApplyId} of {ProductKey}";
}
