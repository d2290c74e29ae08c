using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using TuyaIot.Delivery;
using TuyaIot.Signing;

namespace TuyaIot.Api;

/// <summary>Sets what is desired of one device. The gateway refuses it where another version is present.</summary>
/// <param name="ProductKey">The product of the device.</param>
/// <param name="Items">At most 10 properties and their values.</param>
/// <param name="Versions">The present version of each of these properties, 0 before the first change.</param>
/// <param name="ExpirationSeconds">How long it is desired; null is not sent.</param>
/// <remarks>developer.tuya.com/en/docs/tuya-iot, page id Kdxqjx2lga2oh. Quota of the modelled API: 50 requests a second.</remarks>
internal sealed record SetDeviceDesiredProperty(string ProductKey, JsonObjectText Items, JsonObjectText Versions, long? ExpirationSeconds)
    : DeviceBatchCall(ProductKey)
{
    /// <summary>The most properties that a call of the actions of desired properties takes.</summary>
    public const int MaxCount = 10;

    private static readonly ApiAction Definition = ApiAction.Command("SetDeviceDesiredProperty", requestsPerSecond: 50);

    public override ApiAction Action => Definition;

    public override bool IsForOneDevice => true;

    public override bool HasReply => true;

    public override IReadOnlyList<RpcParameter> GetParameters() =>
    [
        .. ExpirationSeconds is long seconds ? [new RpcParameter("Expiration", seconds.ToString(CultureInfo.InvariantCulture))] : Array.Empty<RpcParameter>(),
        new("Items", Items.Json),
        new("ProductKey", ProductKey),
        new("Versions", Versions.Json),
    ];

    /// <summary>Versions change with each command that is accepted, and do not make another one of it.</summary>
    public override IReadOnlyList<RpcParameter> GetIdentity() => [.. GetParameters().Where(static parameter => parameter.Name != "Versions")];
}

internal sealed record DesiredPropertyReply(DesiredPropertyData? Data);

/// <summary>Versions is documented as JSON text, and read as an object as well.</summary>
internal sealed record DesiredPropertyData(string? MessageId, JsonElement? Versions)
{
    /// <summary>Not the JSON, which may hold a secret.</summary>
    public override string ToString() => $"{MessageId}";
}
