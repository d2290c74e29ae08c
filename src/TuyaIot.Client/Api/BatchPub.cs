using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using TuyaIot.Delivery;
using TuyaIot.Signing;

namespace TuyaIot.Api;

/// <summary>Publishes a message to the same topic of up to 100 devices of a product. The reply says that the gateway took it, and no more.</summary>
/// <param name="ProductKey">The product of the devices.</param>
/// <param name="TopicShortName">The end of the topic, behind /product/device/user/; null where the template is given.</param>
/// <param name="TopicTemplateName">The topic with ${deviceName} in place of the device; null where the short name is given.</param>
/// <param name="Content">The message; null where it is missing.</param>
/// <param name="Qos">0 at most once, the API's default; 1 at least once, pushed again on reconnect. Null is not sent.</param>
/// <remarks>developer.tuya.com/en/docs/tuya-iot, page id Kf0lsu22bwwlz. Quota of the modelled API: 50 requests a second.</remarks>
internal sealed record BatchPub(string ProductKey, string? TopicShortName, string? TopicTemplateName, MessageContent? Content, int? Qos)
    : DeviceBatchCall(ProductKey)
{
    private static readonly ApiAction Definition = ApiAction.Command("BatchPub", requestsPerSecond: 50);

    public override ApiAction Action => Definition;

    public override IReadOnlyList<RpcParameter> GetParameters() => GetParameters(Content?.Base64);

    public override IReadOnlyList<RpcParameter> GetIdentity() => GetParameters(Content?.Identity);

    private RpcParameter[] GetParameters(string? content)
    {
        IEnumerable<(string Name, string? Value)> parameters =
        [
            ("MessageContent", content),
            ("ProductKey", ProductKey),
            ("Qos", Qos?.ToString(CultureInfo.InvariantCulture)),
            ("TopicShortName", TopicShortName),
            ("TopicTemplateName", TopicTemplateName),
        ];
        return [.. parameters.Where(static one => one.Value is not null).Select(static one => new RpcParameter(one.Name, one.Value!))];
    }
}
