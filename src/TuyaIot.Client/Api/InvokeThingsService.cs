using TuyaIot.Delivery;

namespace TuyaIot.Api;

/// <summary>
/// Calls one service of up to 100 devices of a product, asynchronously. A reply says that the gateway accepted the command, not that
/// a device executed it.
/// </summary>
/// <remarks>developer.tuya.com/en/docs/tuya-iot, page id Kdxqks15v8umc. Quota of the modelled API: 10 requests a second.</remarks>
internal sealed record InvokeThingsService(string ProductKey, string Identifier, JsonObjectText Args, int? Qos)
    : ServiceCall(ProductKey, Identifier, Args, Qos)
{
    private static readonly ApiAction Definition = ApiAction.Command("InvokeThingsService");

    public override ApiAction Action => Definition;
}
