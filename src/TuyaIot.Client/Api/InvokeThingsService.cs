using System;
using System.Collections.Generic;
using System.Globalization;
using TuyaIot.Delivery;
using TuyaIot.Signing;
using TuyaIot.ThingModels;

namespace TuyaIot.Api;

/// <summary>
/// Calls one service of up to 100 devices of a product, asynchronously. A reply says that the gateway accepted the command, not that
/// a device executed it.
/// </summary>
/// <param name="ProductKey">The product of the devices.</param>
/// <param name="Identifier">The service; in a custom module module:service.</param>
/// <param name="Args">The service's input.</param>
/// <param name="Qos">0 at most once, the API's default; 1 at least once, pushed again on reconnect. Null is not sent.</param>
/// <remarks>developer.tuya.com/en/docs/tuya-iot, page id Kdxqks15v8umc. Quota of the modelled API: 10 requests a second.</remarks>
internal sealed record InvokeThingsService(string ProductKey, string Identifier, JsonObjectText Args, int? Qos) : DeviceBatchCall(ProductKey)
{
    private static readonly ApiAction Definition = ApiAction.Command("InvokeThingsService");

    public override ApiAction Action => Definition;

    public override ThingModelInput? ThingModelInput => Identifier.Length == 0 ? null : new ThingModelInput(nameof(Args), Identifier, Args.Json, Args.IsVerbatim);

    public override IReadOnlyList<RpcParameter> GetParameters() =>
    [
        new("Args", Args.Json),
        new("Identifier", Identifier),
        new("ProductKey", ProductKey),
        .. Qos is int qos ? [new RpcParameter("Qos", qos.ToString(CultureInfo.InvariantCulture))] : Array.Empty<RpcParameter>(),
    ];
}
