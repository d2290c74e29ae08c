using System.Globalization;
using TuyaIot.Simulator.State;

namespace TuyaIot.Simulator.Actions;

/// <summary>
/// The ids of devices. Here an id is the product key and the name, so that none has to be stored. A device that took the name of a
/// deleted one has its generation behind the product key.
/// </summary>
internal static class IotIds
{
    private const char GenerationMark = '~';

    internal static string Create(Product product, string device)
    {
        int generation = product.GenerationOf(product.NumberOf(device));
        string key = generation == 0 ? product.Key : product.Key + GenerationMark + generation.ToString(CultureInfo.InvariantCulture);
        return key + "." + device;
    }

    /// <summary>Reads the product key and the name of an id. Whether the id is that of a device is for the caller to find out.</summary>
    internal static bool TryParse(string iotId, out string? productKey, out string device)
    {
        int dot = iotId.IndexOf('.', 0);
        int mark = dot > 0 ? iotId.LastIndexOf(GenerationMark, dot) : -1;
        productKey = dot > 0 ? iotId.Substring(0, mark > 0 ? mark : dot) : null;
        device = iotId.Substring(dot + 1);
        return dot > 0 && device.Length > 0;
    }
}
