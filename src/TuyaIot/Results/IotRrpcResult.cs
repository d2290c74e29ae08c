using System;
using System.Text;
using TuyaIot.Api;
using TuyaIot.Delivery;
using TuyaIot.Replies;

namespace TuyaIot;

/// <summary>What became of a message that a device replies to. Topic and TimeoutSec bind back as well.</summary>
/// <remarks>developer.tuya.com/en/docs/tuya-iot, page id Kf0lt9dgmio26.</remarks>
public sealed class IotRrpcResult : IotMessageResult
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    internal IotRrpcResult(int batch, RRpc call, string deviceName, Outcome outcome, RRpcReply? reply)
        : base(batch, call.ProductKey, call.Content!, outcome)
    {
        DeviceName = deviceName;
        Topic = call.Topic;
        TimeoutSec = call.Timeout.TotalSeconds;
        RrpcCode = reply?.RrpcCode;
        MessageId = reply?.MessageId;
        ReplyBytes = Success ? Decode(reply?.PayloadBase64Byte) : null;
        Reply = ToText(ReplyBytes);
    }

    /// <summary>The device.</summary>
    public string DeviceName { get; }

    /// <summary>The reply of the device as a text, in which hidden characters are written out; null where it is none in UTF-8.</summary>
    public string? Reply { get; }

    /// <summary>The reply of the device as it came; null where there is none.</summary>
    public byte[]? ReplyBytes { get; }

    /// <summary>What the gateway says of the device: SUCCESS, TIMEOUT, OFFLINE, HALFCONN or UNKNOWN; null where no reply of the gateway came.</summary>
    public string? RrpcCode { get; }

    /// <summary>The id of the message; null where the gateway gave none.</summary>
    public string? MessageId { get; }

    /// <summary>The topic; null for the gateway's own.</summary>
    public string? Topic { get; }

    /// <summary>How long the gateway was to wait for the device, in seconds.</summary>
    public double TimeoutSec { get; }

    /// <summary>The status and the device.</summary>
    public override string ToString() => $"{Status}: {DeviceName} of {ProductKey}";

    private static byte[]? Decode(string? base64)
    {
        try
        {
            return base64 is null ? null : Convert.FromBase64String(base64);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static string? ToText(byte[]? bytes)
    {
        try
        {
            return bytes is null ? null : LogSanitizer.CleanValue(Strict.GetString(bytes));
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
