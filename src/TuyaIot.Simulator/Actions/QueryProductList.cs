using System.Linq;
using System.Text.Json.Nodes;
using TuyaIot.Simulator.Protocol;
using TuyaIot.Simulator.State;

namespace TuyaIot.Simulator.Actions;

/// <summary>Lists the products page by page. An open simulator lists the products named so far.</summary>
internal sealed class QueryProductList(Fleet fleet) : IGatewayAction
{
    private const int MaxPageSize = 200;

    private static readonly string[] Required = ["CurrentPage", "PageSize"];

    private static readonly string[] Members =
        ["AuthType", "DataFormat", "Description", "DeviceCount", "GmtCreate", "NodeType", "ProductKey", "ProductName"];

    public string Name => "QueryProductList";

    public ActionReply Run(ActionCall call) =>
        Required.FirstOrDefault(name => call.Parameters[name] is null) is { } missing
            ? ActionReply.Missing(missing)
            : Paging.Read(call.Parameters, MaxPageSize, out Paging paging) ?? ActionReply.Accepted(new JsonObject { ["Data"] = Describe(paging) });

    private JsonObject Describe(Paging paging)
    {
        Product[] products = [.. fleet.Products];
        return new JsonObject
        {
            ["CurrentPage"] = paging.Page,
            ["List"] = new JsonObject { ["ProductInfo"] = new JsonArray([.. paging.PageOf(products).Select(Describe)]) },
            ["PageCount"] = paging.CountPages(products.Length),
            ["PageSize"] = paging.Size,
            ["Total"] = products.Length,
        };
    }

    private static JsonObject Describe(Product product)
    {
        JsonObject all = QueryProduct.Describe(product);
        JsonObject facts = [];
        foreach (string name in Members)
        {
            JsonNode? value = all[name];
            all.Remove(name);
            facts[name] = value;
        }

        return facts;
    }
}
