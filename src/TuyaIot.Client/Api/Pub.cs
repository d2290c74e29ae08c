using System;
using System.Collections.Generic;
using System.Globalization;
using TuyaIot.Delivery;
using TuyaIot.Signing;

namespace TuyaIot.Api;

/// <summary>Publishes a message to one topic. The reply gives the id of the message.</summary>
/// <param name="ProductKey">The product of the topic.</param>
/// <param name="Topic">The whole topic: /product/device/user/name.</param>
/// <param name="Content">The message.</param>
/// <param name="Qos">0 at most once, the API's default; 1 at least once, pushed again on reconnect. Null is not sent.</param>
/// <remarks>developer.tuya.com/en/docs/tuya-iot, page id Kf0ls4oweq9dx. Quota of the modelled API: 1,600 requests a second.</remarks>
internal sealed record Pub(string ProductKey, string Topic, MessageContent Content, int? Qos) : ApiCall<PubReply>
{
    private static readonly ApiAction Definition = ApiAction.Command("Pub", requestsPerSecond: 1_600);

    public override ApiAction Action => Definition;

    public override IReadOnlyList<RpcParameter> GetParameters() =>
    [
        new("MessageContent", Content.Base64),
        new("ProductKey", ProductKey),
        .. Qos is int qos ? [new RpcParameter("Qos", qos.ToString(CultureInfo.InvariantCulture))] : Array.Empty<RpcParameter>(),
        new("TopicFullName", Topic),
    ];
}

internal sealed record PubReply(string? MessageId);
