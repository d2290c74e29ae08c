using System.Text.Json.Nodes;
using TuyaIot.Simulator.Protocol;
using TuyaIot.Simulator.State;

namespace TuyaIot.Simulator.Actions;

/// <summary>Describes one product. Members that a simulated product has no value for are those of a new product of the platform.</summary>
internal sealed class QueryProduct(Fleet fleet) : IGatewayAction
{
    public string Name => "QueryProduct";

    public ActionReply Run(ActionCall call) =>
        Target.FindProduct(fleet, call.Parameters, out Product product)
        ?? ActionReply.Accepted(new JsonObject { ["Data"] = Describe(product) });

    internal static JsonObject Describe(Product product) => new()
    {
        ["AliyunCommodityCode"] = "iothub_senior",
        ["AuthType"] = "secret",
        ["CategoryKey"] = "",
        ["CategoryName"] = "",
        ["DataFormat"] = 1,
        ["Description"] = "",
        ["DeviceCount"] = product.ListedCount,
        ["GmtCreate"] = product.Created.ToUnixTimeMilliseconds(),
        ["Id2"] = false,
        ["NetType"] = 3,
        ["NodeType"] = 0,
        ["Owner"] = true,
        ["ProductKey"] = product.Key,
        ["ProductName"] = product.Name,
        ["ProductSecret"] = "simulated-secret-of-" + product.Key,
        ["ProductStatus"] = "RELEASE_STATUS",
        ["ProtocolType"] = "",
        ["ValidateType"] = product.ThingModel is null ? 2 : 1,
    };
}
