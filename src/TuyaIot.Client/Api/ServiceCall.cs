using System;
using System.Collections.Generic;
using System.Globalization;
using TuyaIot.Signing;
using TuyaIot.ThingModels;

namespace TuyaIot.Api;

/// <summary>A call of one service of devices: of many at once, or of one a request.</summary>
/// <param name="ProductKey">The product of the devices.</param>
/// <param name="Identifier">The service; in a custom module module:service.</param>
/// <param name="Args">The service's input.</param>
/// <param name="Qos">0 at most once, the API's default; 1 at least once, pushed again on reconnect. Null is not sent.</param>
internal abstract record ServiceCall(string ProductKey, string Identifier, JsonObjectText Args, int? Qos) : DeviceBatchCall(ProductKey)
{
    public override ThingModelInput? ThingModelInput => Identifier.Length == 0 ? null : new ThingModelInput(nameof(Args), Identifier, Args.Json, Args.IsVerbatim);

    public override IReadOnlyList<RpcParameter> GetParameters() =>
    [
        new("Args", Args.Json),
        new("Identifier", Identifier),
        new("ProductKey", ProductKey),
        .. Qos is int qos ? [new RpcParameter("Qos", qos.ToString(CultureInfo.InvariantCulture))] : Array.Empty<RpcParameter>(),
    ];
}
