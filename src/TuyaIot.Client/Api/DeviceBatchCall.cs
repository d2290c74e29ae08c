using TuyaIot.Signing;

namespace TuyaIot.Api;

/// <summary>A command for many devices of one product. Its parameters say everything but the device names.</summary>
/// <param name="ProductKey">The product of the devices.</param>
internal abstract record DeviceBatchCall(string ProductKey) : ApiCall
{
    /// <summary>The most device names that one request carries.</summary>
    public const int MaxDeviceNames = ListParameter.MaxCount;

    /// <summary>The list DeviceName.N, which each request fills.</summary>
    public static ListParameter DeviceNameList { get; } = new("DeviceName");
}
