using System.Collections.Generic;
using System.Linq;
using TuyaIot.Delivery;
using TuyaIot.Signing;

namespace TuyaIot.Api;

/// <summary>Clears what is desired of one device.</summary>
/// <param name="ProductKey">The product of the device.</param>
/// <param name="Identifiers">At most 10 properties; none for all. The parameter is spelled Identifies.</param>
/// <remarks>developer.tuya.com/en/docs/tuya-iot, page id Kdxqmgwfb3k9v. Quota of the modelled API: 50 requests a second.</remarks>
internal sealed record ClearDeviceDesiredProperty(string ProductKey, IReadOnlyList<string> Identifiers) : DeviceBatchCall(ProductKey)
{
    private static readonly ApiAction Definition = ApiAction.Command("ClearDeviceDesiredProperty", requestsPerSecond: 50);

    public override ApiAction Action => Definition;

    public override bool IsForOneDevice => true;

    public override bool HasReply => true;

    public override IReadOnlyList<RpcParameter> GetParameters() =>
    [
        .. RpcParameter.List("Identifies", Identifiers),
        new("ProductKey", ProductKey),
    ];

    public bool Equals(ClearDeviceDesiredProperty? other) =>
        other is not null && ProductKey == other.ProductKey && Identifiers.SequenceEqual(other.Identifiers);

    public override int GetHashCode() => EqualityComparer<string>.Default.GetHashCode(ProductKey);
}
