using System.Collections.Generic;
using System.Linq;
using TuyaIot.Journals;

namespace TuyaIot;

/// <summary>A device in a journal. Its DeviceName and ProductKey bind to the commands for devices.</summary>
public sealed class IotJournalDevice
{
    private IotJournalDevice(JournalDevice device)
    {
        DeviceName = device.DeviceName;
        ProductKey = device.ProductKey;
    }

    /// <summary>The name of the device.</summary>
    public string DeviceName { get; }

    /// <summary>The product of the device.</summary>
    public string? ProductKey { get; }

    /// <summary>The name and the product.</summary>
    public override string ToString() => $"{DeviceName} ({ProductKey})";

    internal static IotJournalDevice[] Create(IReadOnlyList<JournalDevice> devices) => [.. devices.Select(static device => new IotJournalDevice(device))];
}
