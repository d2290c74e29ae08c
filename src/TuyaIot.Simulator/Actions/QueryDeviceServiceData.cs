using System;
using System.Globalization;
using System.Linq;
using System.Text.Json.Nodes;
using TuyaIot.Simulator.Protocol;
using TuyaIot.Simulator.State;

namespace TuyaIot.Simulator.Actions;

/// <summary>Gives the services that one device executed, with their input and output.</summary>
internal sealed class QueryDeviceServiceData(Fleet fleet) : IGatewayAction
{
    public string Name => "QueryDeviceServiceData";

    public ActionReply Run(ActionCall call) =>
        Target.FindDevice(fleet, call.Parameters, out Product product, out string device)
        ?? HistoryQuery.Read(call, out HistoryQuery query)
        ?? query.CreateReply("ServiceInfo", DeviceHistory.Read(fleet, product, device, FleetCommandKind.Service, call.Now)
            .Where(entry => IsWanted(call.Parameters, entry.Command) && query.Includes(entry.Time))
            .Select(static entry => (entry.Time, Describe(entry.Command, entry.Time))));

    private static bool IsWanted(RequestParameters parameters, FleetCommand command) =>
        string.IsNullOrEmpty(parameters[ParameterName.Identifier]) || parameters[ParameterName.Identifier] == command.Identifier;

    private static JsonObject Describe(FleetCommand command, DateTimeOffset time) => new()
    {
        ["Identifier"] = command.Identifier,
        [nameof(Name)] = ThingModelReader.NameOf(ThingModelReader.FindService(command.Product.ThingModel, command.Identifier)) ?? command.Identifier,
        ["Time"] = time.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
        ["InputData"] = command.Content,
        ["OutputData"] = ServiceOutput.Create(command.Product, command.Identifier, command.Content),
    };
}
