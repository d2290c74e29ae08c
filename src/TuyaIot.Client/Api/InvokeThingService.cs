using System.Text.Json;
using TuyaIot.Delivery;

namespace TuyaIot.Api;

/// <summary>
/// Calls one service of one device. The gateway waits for the answer of a synchronous service, at most 8 seconds. Where none comes in
/// time, the device may have carried the command out.
/// </summary>
/// <remarks>developer.tuya.com/en/docs/tuya-iot, page id Kdxqk5bk5pisf. Quota of the modelled API: 500 requests a second.</remarks>
internal sealed record InvokeThingService(string ProductKey, string Identifier, JsonObjectText Args, int? Qos)
    : ServiceCall(ProductKey, Identifier, Args, Qos)
{
    private static readonly ApiAction Definition = ApiAction.Command("InvokeThingService", requestsPerSecond: 500);

    public override ApiAction Action => Definition;

    public override bool IsForOneDevice => true;

    public override bool HasReply => true;
}

internal sealed record InvokeThingServiceReply(InvokeThingServiceData? Data);

/// <summary>The answer of a synchronous service is documented as JSON text, and read as an object as well.</summary>
internal sealed record InvokeThingServiceData(string? MessageId, JsonElement? Result)
{
    /// <summary>Not the JSON, which may hold a secret.</summary>
    public override string ToString() => $"{MessageId}";
}
