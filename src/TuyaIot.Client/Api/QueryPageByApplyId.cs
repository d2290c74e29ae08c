using System.Collections.Generic;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
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

    private static readonly ApiAction Definition = ApiAction.Query("QueryPageByApplyId") with
    {
        WayAround = QueryBatchRegisterDeviceStatus.WayAround,
    };

    public override ApiAction Action => Definition;

    public override IReadOnlyList<RpcParameter> GetParameters() =>
    [
        new("ApplyId", ApplyId.ToString(CultureInfo.InvariantCulture)),
        new("CurrentPage", CurrentPage.ToString(CultureInfo.InvariantCulture)),
        new("PageSize", PageSize.ToString(CultureInfo.InvariantCulture)),
    ];

    public override QueryPageByApplyIdReply? Read(JsonElement body, IFieldReader fields) => ApiList.Read<RegisteredDevice>(body, "ApplyDeviceList", fields) is { } devices
        ? (fields.Read<QueryPageByApplyIdReply>(body) ?? new QueryPageByApplyIdReply(null, null)) with { Devices = devices }
        : null;
}

internal sealed record QueryPageByApplyIdReply(long? PageCount, long? Total)
{
    [JsonIgnore]
    public IReadOnlyList<ApiItem<RegisteredDevice>> Devices { get; init; } = [];

    /// <summary>How many pages there are.</summary>
    public long Pages => PageCount ?? ((Total ?? 0) + QueryPageByApplyId.PageSize - 1) / QueryPageByApplyId.PageSize;
}
