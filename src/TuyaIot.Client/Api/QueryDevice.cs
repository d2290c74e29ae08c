using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using TuyaIot.Delivery;
using TuyaIot.Signing;

namespace TuyaIot.Api;

/// <summary>Lists the devices of a product, a page a call: by number, or from a token on.</summary>
/// <param name="ProductKey">The product.</param>
/// <param name="Page">The number of the page, from 1 to <see cref="MaxPage"/>. It is not sent beside a token.</param>
/// <param name="NextToken">The token of the page before, which the pages beyond <see cref="MaxPage"/> need.</param>
/// <remarks>developer.tuya.com/en/docs/tuya-iot, page id Kdxqbm7133qj3. Quota of the modelled API: 50 requests a second.</remarks>
internal sealed record QueryDevice(string ProductKey, int Page, string? NextToken = null) : ApiCall<QueryDeviceReply>
{
    /// <summary>The most devices that a page holds.</summary>
    public const int PageSize = 50;

    /// <summary>PageSize times CurrentPage is at most 10,000.</summary>
    public const int MaxPage = 10_000 / PageSize;

    private static readonly ApiAction Definition = ApiAction.Query("QueryDevice", requestsPerSecond: 50);

    public override ApiAction Action => Definition;

    public override IReadOnlyList<RpcParameter> GetParameters() =>
    [
        new("ProductKey", ProductKey),
        new("PageSize", PageSize.ToString(CultureInfo.InvariantCulture)),
        NextToken is null ? new("CurrentPage", Page.ToString(CultureInfo.InvariantCulture)) : new("NextToken", NextToken),
    ];

    public override QueryDeviceReply? Read(JsonElement body, IFieldReader fields)
    {
        QueryDevicePaging? paging = fields.Read<QueryDevicePaging>(body);
        return ApiList.FindArray(body, "Data") is JsonElement list
            ? new QueryDeviceReply(list.GetArrayLength(), new(() => ApiList.ReadItems<DeviceData>(list, fields)), paging?.Total, paging?.PageCount, paging?.NextToken)
            : paging is { Total: 0 } ? new QueryDeviceReply(0, new(static () => []), 0, 0, null)
            : null;
    }
}

/// <summary>A page of devices. They are read when they are asked for, which is while the next page is under way.</summary>
/// <param name="Count">How many devices it has.</param>
/// <param name="Entries">Its devices.</param>
/// <param name="Total">How many devices the product has.</param>
/// <param name="PageCount">How many pages there are.</param>
/// <param name="NextToken">The token of the next page; null or empty where there is none.</param>
internal sealed record QueryDeviceReply(int Count, Lazy<IReadOnlyList<ApiItem<DeviceData>>> Entries, long? Total, long? PageCount, string? NextToken)
{
    public IReadOnlyList<ApiItem<DeviceData>> Devices => Entries.Value;
}

internal sealed record QueryDevicePaging(long? Total, long? PageCount, [property: JsonConverter(typeof(ExactTextConverter))] string? NextToken);
