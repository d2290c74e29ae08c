using System.Globalization;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using TuyaIot.Simulator.Protocol;
using TuyaIot.Simulator.State;

namespace TuyaIot.Simulator.Actions;

/// <summary>Gives the events that one device reported. They come from the scenario.</summary>
internal sealed class QueryDeviceEventData(Fleet fleet) : IGatewayAction
{
    private const string DefaultType = "info";

    public string Name => "QueryDeviceEventData";

    public ActionReply Run(ActionCall call) =>
        Target.FindDevice(fleet, call.Parameters, out Product product, out string device)
        ?? CheckType(call.Parameters)
        ?? HistoryQuery.Read(call, out HistoryQuery query)
        ?? query.CreateReply("EventInfo", (product.StateOf(device)?.Events ?? [])
            .Where(reported => IsWanted(call.Parameters, product, reported))
            .Select(reported => (reported.Data.Time, Describe(product, reported))));

    private static ActionReply? CheckType(RequestParameters parameters) => parameters["EventType"] is null or "info" or "alert" or "error"
        ? null
        : ParameterValue.Wrong("EventType", "info, alert or error");

    private static bool IsWanted(RequestParameters parameters, Product product, DeviceEvent reported) =>
        (string.IsNullOrEmpty(parameters[ParameterName.Identifier]) || parameters[ParameterName.Identifier] == reported.Identifier)
        && (parameters["EventType"] is not { } type || type == TypeOf(product, reported));

    private static string TypeOf(Product product, DeviceEvent reported) =>
        reported.Type ?? ThingModelReader.EventTypeOf(ThingModelReader.FindEvent(product.ThingModel, reported.Identifier)) ?? DefaultType;

    private static JsonObject Describe(Product product, DeviceEvent reported)
    {
        JsonElement? specification = ThingModelReader.FindEvent(product.ThingModel, reported.Identifier);
        return new JsonObject
        {
            ["EventType"] = TypeOf(product, reported),
            ["Identifier"] = reported.Identifier,
            [nameof(Name)] = ThingModelReader.NameOf(specification) ?? reported.Identifier,
            ["OutputData"] = StrictJson.ToCompactText(reported.Data.Value),
            ["Time"] = reported.Data.Time.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
        };
    }
}
