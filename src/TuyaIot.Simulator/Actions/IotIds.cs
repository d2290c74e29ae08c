namespace TuyaIot.Simulator.Actions;

/// <summary>The ids of devices. Here an id is the product key and the name, so that none has to be stored.</summary>
internal static class IotIds
{
    internal static string Create(string productKey, string device) => productKey + "." + device;

    internal static bool TryParse(string iotId, out string? productKey, out string device)
    {
        int dot = iotId.IndexOf('.', 0);
        productKey = dot > 0 ? iotId.Substring(0, dot) : null;
        device = iotId.Substring(dot + 1);
        return dot > 0 && device.Length > 0;
    }
}
