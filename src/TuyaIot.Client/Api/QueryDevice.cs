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

    public override QueryDeviceReply? Read(JsonElement body) => ApiReply.Read<QueryDeviceReply>(body) switch
    {
        QueryDeviceReply reply when ApiList.Read<DeviceData>(body, "Data") is { } devices => reply with { Devices = devices },
        { Total: 0 } reply => reply,
        _ => null,
    };
}

internal sealed record QueryDeviceReply(long? Total, long? PageCount, [property: JsonConverter(typeof(ExactTextConverter))] string? NextToken)
{
    [JsonIgnore]
    public IReadOnlyList<ApiItem<DeviceData>> Devices { get; init; } = [];
}
