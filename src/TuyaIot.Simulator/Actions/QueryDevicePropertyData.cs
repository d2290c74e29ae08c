using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using TuyaIot.Simulator.Protocol;
using TuyaIot.Simulator.State;

namespace TuyaIot.Simulator.Actions;

/// <summary>Gives the values that one property of one device had: those of the scenario, and those that were set.</summary>
internal sealed class QueryDevicePropertyData(Fleet fleet) : IGatewayAction
{
    public string Name => "QueryDevicePropertyData";

    public ActionReply Run(ActionCall call) =>
        Target.FindDevice(fleet, call.Parameters, out Product product, out string device)
        ?? ParameterValue.ReadText(call.Parameters, ParameterName.Identifier, out string identifier)
        ?? HistoryQuery.Read(call, out HistoryQuery query)
        ?? query.CreateReply(
            "PropertyInfo", Read(call.Now, product, device, identifier, query).Select(static value => (value.Time, Describe(value))));

    private IEnumerable<PropertyValue> Read(DateTimeOffset now, Product product, string device, string identifier, HistoryQuery query)
    {
        foreach (KeyValuePair<string, PropertyValue> report in product.StateOf(device)?.Reports ?? [])
        {
            if (report.Key == identifier)
            {
                yield return report.Value;
            }
        }

        foreach ((FleetCommand command, DateTimeOffset time) in DeviceHistory.Read(fleet, product, device, FleetCommandKind.Properties, now))
        {
            if (query.Includes(time)
                && StrictJson.Parse(command.Content).TryGetProperty(identifier, out JsonElement value) && value.ValueKind != JsonValueKind.Null)
            {
                yield return new PropertyValue(value, time);
            }
        }
    }

    private static JsonObject Describe(PropertyValue value) => new()
    {
        ["Time"] = value.Time.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
        ["Value"] = value.Text,
    };
}
