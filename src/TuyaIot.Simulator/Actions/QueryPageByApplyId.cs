using System.Linq;
using System.Text.Json.Nodes;
using TuyaIot.Simulator.Protocol;
using TuyaIot.Simulator.State;

namespace TuyaIot.Simulator.Actions;

/// <summary>Lists the devices of an application page by page, once they exist.</summary>
internal sealed class QueryPageByApplyId(Fleet fleet) : IGatewayAction
{
    private const int MaxPageSize = 50;

    public string Name => "QueryPageByApplyId";

    public ActionReply Run(ActionCall call) =>
        Applications.Find(fleet, call.Parameters, out DeviceApplication application)
        ?? Paging.Read(call.Parameters, MaxPageSize, out Paging paging)
        ?? (application.Names is { } names
            ? ActionReply.Accepted(Describe(application.Product, names, paging))
            : ActionReply.Failed("iot.device.CreateDeviceTaskIsRunning", "The devices are still being created."));

    private static JsonObject Describe(Product product, string[] names, Paging paging) => new()
    {
        ["ApplyDeviceList"] = new JsonObject
        {
            ["ApplyDeviceInfo"] = new JsonArray(
                [.. paging.PageOf(names).Where(product.Exists).Select(name => Describe(DeviceFacts.Create(product, name)))]),
        },
        ["Page"] = paging.Page,
        ["PageCount"] = paging.CountPages(names.Length),
        ["PageSize"] = paging.Size,
        ["Total"] = names.Length,
    };

    private static JsonObject Describe(JsonObject facts)
    {
        facts.Remove(ParameterName.ProductKey);
        facts.Remove("Nickname");
        facts["DeviceId"] = "";
        return facts;
    }
}
