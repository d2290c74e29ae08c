using System.Globalization;
using System.Text.Json.Nodes;
using TuyaIot.Simulator.Protocol;
using TuyaIot.Simulator.State;

namespace TuyaIot.Simulator.Actions;

/// <summary>Lists the devices of a product page by page, beyond 10,000 by NextToken only. An open product lists the devices named so far.</summary>
internal sealed class QueryDevice(Fleet fleet) : IGatewayAction
{
    private const int MaxPageSize = 50;
    private const int MaxByPage = 10_000;

    public string Name => "QueryDevice";

    public ActionReply Run(ActionCall call) =>
        Target.FindProduct(fleet, call.Parameters, out Product product)
        ?? ReadPage(call.Parameters, out int size, out int page, out int start)
        ?? ActionReply.Accepted(Describe(product, size, page, start));

    private static ActionReply? ReadPage(RequestParameters parameters, out int size, out int page, out int start)
    {
        bool isValid = TryParse(parameters["PageSize"], 10, out size) & TryParse(parameters["CurrentPage"], 1, out page);
        isValid &= TryParse(parameters["NextToken"], 0, out start);
        if (!isValid || size is 0 or > MaxPageSize || page == 0)
        {
            return ActionReply.Failed("iot.common.InvalidPageParams", "PageSize is 1 to 50, CurrentPage is 1 or more.");
        }

        if (parameters["NextToken"] is { Length: > 0 })
        {
            return null;
        }

        start = size * (page - 1);
        return (long)size * page <= MaxByPage
            ? null
            : ActionReply.Failed("iot.common.InvalidPageParams", "Beyond 10,000 devices NextToken must be used.");
    }

    private static bool TryParse(string? text, int defaultValue, out int value)
    {
        value = defaultValue;
        return string.IsNullOrEmpty(text) || int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
    }

    private static JsonObject Describe(Product product, int size, int page, int start)
    {
        JsonArray devices = [];
        int next = start;
        for (; next < product.DeviceCount && devices.Count < size; next++)
        {
            string device = product.NameOf(next);
            if (product.Exists(device))
            {
                JsonObject facts = DeviceFacts.Create(product, device);
                facts["DeviceStatus"] = DeviceFacts.StatusOf(product, device);
                devices.Add(facts);
            }
        }

        JsonObject reply = new()
        {
            ["Data"] = new JsonObject { ["DeviceInfo"] = devices },
            ["Total"] = product.DeviceCount,
            ["PageSize"] = size,
            ["PageCount"] = (product.DeviceCount + size - 1) / size,
            ["Page"] = page,
        };
        if (next < product.DeviceCount)
        {
            reply["NextToken"] = next.ToString(CultureInfo.InvariantCulture);
        }

        return reply;
    }
}
