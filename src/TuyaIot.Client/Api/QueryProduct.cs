using System.Collections.Generic;
using TuyaIot.Delivery;
using TuyaIot.Signing;

namespace TuyaIot.Api;

/// <summary>Reads one product.</summary>
/// <param name="ProductKey">The product.</param>
/// <remarks>developer.tuya.com/en/docs/tuya-iot, page id Kdxoakfh1ynh0. Quota of the modelled API: 50 requests a second.</remarks>
internal sealed record QueryProduct(string ProductKey) : ApiCall<QueryProductReply>
{
    private static readonly ApiAction Definition = ApiAction.Query("QueryProduct", requestsPerSecond: 50);

    public override ApiAction Action => Definition;

    public override IReadOnlyList<RpcParameter> GetParameters() => [new("ProductKey", ProductKey)];
}

internal sealed record QueryProductReply(ProductData? Data);

/// <summary>A product. ProductSecret is left out here and masked in the reply's text.</summary>
internal sealed record ProductData(
    string? ProductKey,
    string? ProductName,
    string? Description,
    string? ProductStatus,
    string? CategoryKey,
    string? CategoryName,
    string? ProtocolType,
    string? AuthType,
    string? NetType,
    long? NodeType,
    long? DataFormat,
    long? DeviceCount,
    long? GmtCreate);
