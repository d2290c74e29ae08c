using System.Collections.Generic;
using System.Linq;
using TuyaIot.Simulator.Json;
using TuyaIot.Simulator.Replies;
using TuyaIot.Simulator.State;

namespace TuyaIot.Simulator.Actions;

/// <summary>Gives the properties that one device has reported.</summary>
internal sealed class QueryDevicePropertyStatus(Fleet fleet) : IGatewayAction
{
    public string Name => "QueryDevicePropertyStatus";

    public Answer Run(ActionCall call) =>
        Target.Device(fleet, call.Parameters, out Product product, out string device)
        ?? Answer.Accepted(new JsonObject
        {
            ["Data"] = new JsonObject
            {
                ["List"] = new JsonObject { ["PropertyStatusInfo"] = Describe(product.StateOf(device), call) },
            },
        });

    private static List<object?> Describe(DeviceState? state, ActionCall call) => state is null
        ? []
        : [.. state.PropertiesAt(call.Now).Select(static property => Describe(property.Key, property.Value))];

    private static JsonObject Describe(string identifier, PropertyValue value) => new()
    {
        ["Identifier"] = identifier,
        ["Value"] = value.Text,
        ["Time"] = JsonNumber.From(value.Time.ToUnixTimeMilliseconds()).Text,
    };
}
