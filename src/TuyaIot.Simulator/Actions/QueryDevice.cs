using System;
using System.Text.Json.Nodes;
using TuyaIot.Simulator.Protocol;
using TuyaIot.Simulator.State;

namespace TuyaIot.Simulator.Actions;

/// <summary>
/// Lists the devices of a product page by page, newest first, beyond 10,000 by NextToken only. An open product lists the devices named so far.
/// </summary>
internal sealed class QueryDevice(Fleet fleet, TimeSpan tokenLifetime) : IGatewayAction
{
    private const int MaxPageSize = 50;
    private const int MaxByPage = 10_000;
    private const int MaxByToken = 1_000_000;
    private const string Token = "NextToken";

    public string Name => "QueryDevice";

    public ActionReply Run(ActionCall call) =>
        Target.FindProduct(fleet, call.Parameters, out Product product)
        ?? Paging.Read(call.Parameters, MaxPageSize, out Paging paging)
        ?? FindStart(call, product, paging, out int start)
        ?? ActionReply.Accepted(Describe(call, product, paging, start));

    /// <summary>The position, from the oldest, of the first device of the page.</summary>
    private ActionReply? FindStart(ActionCall call, Product product, Paging paging, out int start)
    {
        start = product.ListedCount - 1 - (int)Math.Min(paging.Skipped, product.ListedCount);
        if (call.Parameters[Token] is not { Length: > 0 } token)
        {
            return paging.End <= MaxByPage ? null : Paging.Refuse("Beyond 10,000 devices NextToken must be used.");
        }

        return paging.End >= MaxByToken ? Paging.Refuse("With NextToken, PageSize times CurrentPage is less than 1,000,000.")
            : PageToken.TryParse(token, product.Key, call.Now - tokenLifetime, out start) ? null
            : Paging.Refuse("NextToken is not valid, or it has expired.");
    }

    private static JsonObject Describe(ActionCall call, Product product, Paging paging, int start)
    {
        JsonArray devices = [];
        int next = Math.Min(start, product.ListedCount - 1);
        for (; next >= 0 && devices.Count < paging.Size; next--)
        {
            devices.Add(Describe(product, product.ListedAt(next)));
        }

        JsonObject reply = new()
        {
            ["Data"] = new JsonObject { ["DeviceInfo"] = devices },
            ["Total"] = product.ListedCount,
            ["PageSize"] = paging.Size,
            ["PageCount"] = paging.CountPages(product.ListedCount),
            ["Page"] = paging.Page,
        };
        if (next >= 0)
        {
            reply[Token] = PageToken.Create(product.Key, call.Now, next);
        }

        return reply;
    }

    private static JsonObject Describe(Product product, string device)
    {
        JsonObject facts = DeviceFacts.Create(product, device);
        DateTimeOffset created = DeviceFacts.CreatedOf(product, device);
        DateTimeOffset modified = DeviceFacts.ModifiedOf(product, device);
        facts["DeviceId"] = "";
        facts["DeviceStatus"] = DeviceFacts.StatusOf(product, device);
        facts["DeviceType"] = "";
        facts["GmtCreate"] = PlatformTime.ToGmt(created);
        facts["GmtModified"] = PlatformTime.ToGmt(modified);
        facts["UtcCreate"] = PlatformTime.ToUtc(created);
        facts["UtcModified"] = PlatformTime.ToUtc(modified);
        return facts;
    }
}
