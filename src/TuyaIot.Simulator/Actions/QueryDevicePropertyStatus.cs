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
                ["List"] = new JsonObject { ["PropertyStatusInfo"] = Describe(product, product.StateOf(device), call) },
            },
        });

    private static JsonArray Describe(Product product, DeviceState? state, ActionCall call) => state is null
        ? []
        : new JsonArray([.. state.PropertiesAt(call.Now).Select(property => Describe(product, property.Key, property.Value))]);

    private static JsonObject Describe(Product product, string identifier, PropertyValue value)
    {
        JsonObject facts = PropertyFacts.Create(product, identifier, value.Value);
        facts["Value"] = value.Text;
        facts["Time"] = value.Time.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        return facts;
    }
}
