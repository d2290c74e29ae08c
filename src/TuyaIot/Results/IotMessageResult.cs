using TuyaIot.Api;
using TuyaIot.Delivery;
using TuyaIot.Text;

namespace TuyaIot;

/// <summary>What became of a message. Message or Bytes bind back as well.</summary>
public abstract class IotMessageResult : IotBatchResult
{
    internal IotMessageResult(int batch, string productKey, MessageContent content, Outcome outcome)
        : base(batch, productKey, outcome)
    {
        Message = content.Text;
        Bytes = content.Bytes;
    }

    /// <summary>The message that was sent, where it was given as a text.</summary>
    public string? Message { get; }

    /// <summary>The message that was sent, where it was given as bytes or as a file.</summary>
    public byte[]? Bytes { get; }
}

/// <summary>What became of a message to one topic.</summary>
/// <remarks>developer.tuya.com/en/docs/tuya-iot, page id Kf0ls4oweq9dx.</remarks>
public sealed class IotTopicMessageResult : IotMessageResult
{
    internal IotTopicMessageResult(Pub call, Outcome outcome, string? messageId)
        : base(batch: 1, call.ProductKey, call.Content, outcome)
    {
        Topic = call.Topic;
        Qos = call.Qos;
        MessageId = messageId;
    }

    /// <summary>The topic.</summary>
    public string Topic { get; }

    /// <summary>The Qos that was sent; null where none was.</summary>
    public int? Qos { get; }

    /// <summary>The id of the message; null where it was not accepted.</summary>
    public string? MessageId { get; }

    /// <summary>The status and the topic.</summary>
    public override string ToString() => $"{Status}: {Topic}";
}

/// <summary>What became of a message to the same topic of devices. The topic and Qos bind back as well.</summary>
public abstract class IotPublishResult : IotMessageResult
{
    internal IotPublishResult(int batch, BatchPub call, Outcome outcome)
        : base(batch, call.ProductKey, call.Content!, outcome)
    {
        TopicShortName = call.TopicShortName;
        TopicTemplateName = call.TopicTemplateName;
        Qos = call.Qos;
    }

    /// <summary>The end of the topic, behind /product/device/user/; null where a template was given.</summary>
    public string? TopicShortName { get; }

    /// <summary>The topic with ${deviceName} in place of the device; null where a short name was given.</summary>
    public string? TopicTemplateName { get; }

    /// <summary>The Qos that was sent; null where none was.</summary>
    public int? Qos { get; }
}

/// <summary>What became of one request and its devices.</summary>
/// <remarks>developer.tuya.com/en/docs/tuya-iot, page id Kf0lsu22bwwlz.</remarks>
public sealed class IotDevicesMessageResult : IotPublishResult
{
    internal IotDevicesMessageResult(int batch, BatchPub call, string[] deviceNames, Outcome outcome)
        : base(batch, call, outcome) => DeviceName = deviceNames;

    /// <summary>The devices in the request.</summary>
    public string[] DeviceName { get; }

    /// <summary>How many devices are in the request.</summary>
    public int DeviceCount => DeviceName.Length;

    /// <summary>The status, the number of devices and the batch.</summary>
    public override string ToString() => $"{Status}: {NumberFormat.Devices(DeviceCount)} of {ProductKey} (batch {Batch})";
}

/// <summary>What became of one device: what became of its request.</summary>
public sealed class IotDeviceMessageResult : IotPublishResult
{
    internal IotDeviceMessageResult(int batch, BatchPub call, string deviceName, Outcome outcome)
        : base(batch, call, outcome) => DeviceName = deviceName;

    /// <summary>The device.</summary>
    public string DeviceName { get; }

    /// <summary>The status and the device.</summary>
    public override string ToString() => $"{Status}: {DeviceName} of {ProductKey}";
}
