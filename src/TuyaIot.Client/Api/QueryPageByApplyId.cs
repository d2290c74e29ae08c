using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using TuyaIot.Delivery;
using TuyaIot.Signing;

namespace TuyaIot.Api;

/// <summary>Reads one page of the devices of an application, their secrets included.</summary>
/// <param name="ApplyId">The application.</param>
/// <param name="CurrentPage">The page, from 1.</param>
/// <remarks>Of the modelled API; Hedwig's pages do not list it.</remarks>
internal sealed record QueryPageByApplyId(long ApplyId, long CurrentPage) : ApiCall<QueryPageByApplyIdReply>
{
    /// <summary>The most devices of one page.</summary>
    public const int PageSize = 50;

    private static readonly ApiAction Definition = ApiAction.Query("QueryPageByApplyId");

    public override ApiAction Action => Definition;

    public override IReadOnlyList<RpcParameter> GetParameters() =>
    [
        new("ApplyId", ApplyId.ToString(CultureInfo.InvariantCulture)),
        new("CurrentPage", CurrentPage.ToString(CultureInfo.InvariantCulture)),
        new("PageSize", PageSize.ToString(CultureInfo.InvariantCulture)),
    ];
}

internal sealed record QueryPageByApplyIdReply(JsonElement? ApplyDeviceList, long? PageCount, long? Total)
{
    /// <summary>How many pages there are.</summary>
    public long Pages => PageCount ?? ((Total ?? 0) + QueryPageByApplyId.PageSize - 1) / QueryPageByApplyId.PageSize;

    /// <summary>The devices of the page, from an array or from an object with one array in it; null where there is neither.</summary>
    public IReadOnlyList<RegisteredDevice>? ReadDevices() =>
        Array(ApplyDeviceList)?.EnumerateArray().Select(static device => ApiReply.Read<RegisteredDevice>(device)).OfType<RegisteredDevice>().ToArray();

    private static JsonElement? Array(JsonElement? list) => list switch
    {
        { ValueKind: JsonValueKind.Array } => list,
        { ValueKind: JsonValueKind.Object } wrapper => wrapper.EnumerateObject()
            .Where(static property => property.Value.ValueKind is JsonValueKind.Array)
            .Select(static property => (JsonElement?)property.Value)
            .FirstOrDefault(),
        _ => null,
    };
}
