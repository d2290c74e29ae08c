namespace TuyaIot.Simulator.State;

/// <summary>An application for several devices whose names the platform makes.</summary>
internal sealed record DeviceApplication(long Id, Product Product)
{
    /// <summary>The names of the devices, or null until they are created.</summary>
    internal string[]? Names { get; set; }
}
