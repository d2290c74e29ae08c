using System.Globalization;
using System.Linq;
using System.Text.Json.Nodes;
using TuyaIot.Simulator.Protocol;
using TuyaIot.Simulator.State;

namespace TuyaIot.Simulator.Actions;

/// <summary>Gives the properties that one device has reported.</summary>
internal sealed class QueryDevicePropertyStatus(Fleet fleet) : IGatewayAction
{
    public string Name => "QueryDevicePropertyStatus";

    public ActionReply Run(ActionCall call) =>
        Target.FindDevice(fleet, call.Parameters, out Product product, out string device)
        ?? ActionReply.Accepted(new JsonObject
        {
            ["Data"] = new JsonObject
            {
                ["List"] = new JsonObject { ["PropertyStatusInfo"] = Describe(product.StateOf(device), call) },
            },
        });

    private static JsonArray Describe(DeviceState? state, ActionCall call) => state is null
        ? []
        : new JsonArray([.. state.PropertiesAt(call.Now).Select(static property => Describe(property.Key, property.Value))]);

    private static JsonObject Describe(string identifier, PropertyValue value) => new()
    {
        ["Identifier"] = identifier,
        ["Value"] = value.Text,
        ["Time"] = value.Time.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
    };
}
