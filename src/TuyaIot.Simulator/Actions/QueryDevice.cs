using System.Collections.Generic;
using System.Globalization;
using TuyaIot.Simulator.Checks;
using TuyaIot.Simulator.Json;
using TuyaIot.Simulator.Replies;
using TuyaIot.Simulator.State;

namespace TuyaIot.Simulator.Actions;

/// <summary>Lists the devices of a product page by page; beyond 10,000 by NextToken only. An open product lists those named so far.</summary>
internal sealed class QueryDevice(Fleet fleet) : IGatewayAction
{
    private const int MaxPageSize = 50;
    private const int MaxByPage = 10_000;

    public string Name => "QueryDevice";

    public Answer Run(ActionCall call) =>
        Target.Product(fleet, call.Parameters, out Product product)
        ?? Page(call.Parameters, out int size, out int page, out int start)
        ?? Answer.Accepted(Describe(product, size, page, start));

    private static Answer? Page(RequestParameters parameters, out int size, out int page, out int start)
    {
        bool isRight = TryRead(parameters["PageSize"], 10, out size) & TryRead(parameters["CurrentPage"], 1, out page);
        isRight &= TryRead(parameters["NextToken"], 0, out start);
        if (!isRight || size is 0 or > MaxPageSize || page == 0)
        {
            return Answer.Failed("iot.common.InvalidPageParams", "PageSize is 1 to 50, CurrentPage is 1 or more.");
        }

        if (parameters["NextToken"] is { Length: > 0 })
        {
            return null;
        }

        start = size * (page - 1);
        return (long)size * page <= MaxByPage
            ? null
            : Answer.Failed("iot.common.InvalidPageParams", "Beyond 10,000 devices NextToken must be used.");
    }

    private static bool TryRead(string? text, int absent, out int value)
    {
        value = absent;
        return string.IsNullOrEmpty(text) || int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
    }

    private static JsonObject Describe(Product product, int size, int page, int start)
    {
        List<object?> devices = [];
        int next = start;
        for (; next < product.DeviceCount && devices.Count < size; next++)
        {
            string device = product.NameOf(next);
            if (product.Exists(device))
            {
                JsonObject facts = DeviceFacts.Of(product, device);
                facts["DeviceStatus"] = DeviceFacts.StatusOf(product, device);
                devices.Add(facts);
            }
        }

        JsonObject reply = new()
        {
            ["Data"] = new JsonObject { ["DeviceInfo"] = devices },
            ["Total"] = JsonNumber.From(product.DeviceCount),
            ["PageSize"] = JsonNumber.From(size),
            ["PageCount"] = JsonNumber.From((product.DeviceCount + size - 1) / size),
            ["Page"] = JsonNumber.From(page),
        };
        if (next < product.DeviceCount)
        {
            reply["NextToken"] = next.ToString(CultureInfo.InvariantCulture);
        }

        return reply;
    }
}
