using System;
using System.Collections.Generic;
using System.Globalization;
using TuyaIot.Signing;

namespace TuyaIot.Api;

/// <summary>A call of one service of devices: of many at once, or of one a request.</summary>
/// <param name="ProductKey">The product of the devices.</param>
/// <param name="Identifier">The service; in a custom module module:service.</param>
/// <param name="Args">The service's input.</param>
/// <param name="Qos">0 at most once, the API's default; 1 at least once, pushed again on reconnect. Null is not sent.</param>
internal abstract record ServiceCall(string ProductKey, string Identifier, JsonObjectText Args, int? Qos) : DeviceBatchCall(ProductKey)
{
    public override IReadOnlyList<RpcParameter> GetParameters() =>
    [
        new("Args", Args.Json),
        new("Identifier", Identifier),
        new("ProductKey", ProductKey),
        .. Qos is int qos ? [new RpcParameter("Qos", qos.ToString(CultureInfo.InvariantCulture))] : Array.Empty<RpcParameter>(),
    ];
}
