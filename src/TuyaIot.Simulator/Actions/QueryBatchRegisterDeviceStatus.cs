using System.Text.Json.Nodes;
using TuyaIot.Simulator.Protocol;
using TuyaIot.Simulator.State;

namespace TuyaIot.Simulator.Actions;

/// <summary>Says whether the devices of an application exist. Names that the platform makes are all valid, so the lists are empty.</summary>
internal sealed class QueryBatchRegisterDeviceStatus(Fleet fleet) : IGatewayAction
{
    public string Name => "QueryBatchRegisterDeviceStatus";

    public ActionReply Run(ActionCall call) =>
        Target.FindProduct(fleet, call.Parameters, out Product product)
        ?? Applications.Find(fleet, call.Parameters, out DeviceApplication application)
        ?? (application.Product == product ? null : Applications.NotFound())
        ?? ActionReply.Accepted(new JsonObject
        {
            ["Data"] = new JsonObject
            {
                ["Status"] = application.Names is null ? "CREATE" : "CREATE_SUCCESS",
                ["ValidList"] = new JsonObject { [nameof(Name)] = new JsonArray() },
                ["InvalidList"] = new JsonObject { [nameof(Name)] = new JsonArray() },
                ["InvalidDetailList"] = new JsonObject { ["invalidDetailList"] = new JsonArray() },
            },
        });
}
