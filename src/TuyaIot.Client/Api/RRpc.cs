using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Serialization;
using TuyaIot.Delivery;
using TuyaIot.Replies;
using TuyaIot.Signing;

namespace TuyaIot.Api;

/// <summary>
/// Sends a message to one device and waits for its reply. RrpcCode says what became of it: the gateway answers with Success where the
/// device is offline or does not reply as well.
/// </summary>
/// <param name="ProductKey">The product of the device.</param>
/// <param name="Content">The message; null where it is missing.</param>
/// <param name="Timeout">How long the gateway waits for the device.</param>
/// <param name="Topic">The topic, which begins with a slash; null for the gateway's own.</param>
/// <remarks>developer.tuya.com/en/docs/tuya-iot, page id Kf0lt9dgmio26. Quota of the modelled API: 1,000 requests a second.</remarks>
internal sealed record RRpc(string ProductKey, MessageContent? Content, TimeSpan Timeout, string? Topic) : DeviceBatchCall(ProductKey)
{
    /// <summary>How long the gateway waits at least, in seconds.</summary>
    public const double MinTimeoutSec = 1;

    /// <summary>How long the gateway waits at most, in seconds.</summary>
    public const double MaxTimeoutSec = 8;

    /// <summary>What the network and the gateway take beside the wait for the device.</summary>
    private static readonly TimeSpan Transfer = TimeSpan.FromSeconds(5);

    private static readonly ApiAction Definition = ApiAction.Command("RRpc", requestsPerSecond: 1_000) with { Judge = Judge };

    public override ApiAction Action => Definition;

    public override bool IsForOneDevice => true;

    public override bool HasReply => true;

    public override TimeSpan MinTimeout => Timeout + Transfer;

    public override IReadOnlyList<RpcParameter> GetParameters() => GetParameters(Content?.Base64);

    public override IReadOnlyList<RpcParameter> GetIdentity() => GetParameters(Content?.Identity);

    private RpcParameter[] GetParameters(string? content)
    {
        IEnumerable<(string Name, string? Value)> parameters =
        [
            ("ProductKey", ProductKey),
            ("RequestBase64Byte", content),
            ("Timeout", Timeout.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture)),
            ("Topic", Topic),
        ];
        return [.. parameters.Where(static one => one.Value is not null).Select(static one => new RpcParameter(one.Name, one.Value!))];
    }

    private static (Verdict Verdict, RpcReply Reply) Judge(RpcReply reply)
    {
        string? code = LogSanitizer.Clean(TextOf(reply.Body, "RrpcCode"));
        return code?.ToUpperInvariant() switch
        {
            "SUCCESS" => (Verdict.Accepted, reply),
            null when TextOf(reply.Body, "PayloadBase64Byte") is not null => (Verdict.Accepted, reply),
            null => Unknown("The reply does not say what became of the message"),
            "OFFLINE" => (Verdict.Refused(RejectionReason.DeviceOffline), reply with { Code = code, ErrorMessage = "The device is offline, so it did not get the message" }),
            "TIMEOUT" => Unknown("The device did not reply in time"),
            "HALFCONN" => Unknown("The connection of the device was lost before it replied"),
            _ => Unknown("The gateway does not know what became of the message"),
        };

        (Verdict, RpcReply) Unknown(string message) => (Verdict.Unknown, reply with { Code = code ?? reply.Code, ErrorMessage = message });
    }

    private static string? TextOf(JsonElement? body, string field) =>
        body is JsonElement json && ApiList.FindProperty(json, field) is JsonElement { ValueKind: JsonValueKind.String } text ? TolerantValue.TextOf(text) : null;
}

/// <summary>The fields of the reply. The id is documented as a number, and is read as a text as well.</summary>
internal sealed record RRpcReply(string? RrpcCode, string? MessageId, [property: JsonConverter(typeof(ExactTextConverter))] string? PayloadBase64Byte);
