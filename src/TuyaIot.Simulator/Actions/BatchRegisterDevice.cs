using System.Globalization;
using System.Text.Json.Nodes;
using TuyaIot.Simulator.Protocol;
using TuyaIot.Simulator.State;

namespace TuyaIot.Simulator.Actions;

/// <summary>Applies for up to 10,000 devices with names that the platform makes. They exist a little later.</summary>
internal sealed class BatchRegisterDevice(Fleet fleet) : IGatewayAction
{
    private const string Count = "Count";
    private const int MaxCount = 10_000;

    public string Name => "BatchRegisterDevice";

    public ActionReply Run(ActionCall call) =>
        Target.FindProduct(fleet, call.Parameters, out Product product)
        ?? ReadCount(call.Parameters[Count], out int count)
        ?? ActionReply.Accepted(new JsonObject
        {
            ["Data"] = new JsonObject { ["ApplyId"] = fleet.Registry.Apply(product, count, call.Now).Id },
        });

    private static ActionReply? ReadCount(string? text, out int count)
    {
        count = 0;
        return text is null ? ActionReply.Missing(Count)
            : !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out count) || count == 0
                ? ActionReply.Failed("iot.check.InvalidFormattedParameter", "Count is a number from 1 on.")
            : count > MaxCount
                ? ActionReply.Failed("iot.device.DeviceCountExceeded", $"At most {MaxCount} devices in one call; there are {count}.")
            : null;
    }
}
