using System;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using TuyaIot.Simulator.Actions;
using TuyaIot.Simulator.State;

namespace TuyaIot.Simulator.Messages;

/// <summary>The messages in the forms of the platform.</summary>
internal static class MessageBodies
{
    private const string PropertyService = "property/set";

    /// <summary>Times without a zone are those of the platform's home.</summary>
    private static readonly TimeSpan HomeOffset = TimeSpan.FromHours(8);

    /// <summary>An answer to a command. The device that gave it has the topic of the command in it.</summary>
    internal static DeviceMessage CreateReply(Product product, string device, DateTimeOffset time, ReplyContent reply)
    {
        // The documents show the topic of a property set without _reply, and those of services are seen with it.
        string topic = reply.Service is null ? PropertyService : reply.Service + "_reply";
        return Create(product, device, time, "thing/downlink/reply/message", new JsonObject
        {
            ["gmtCreate"] = time.ToUnixTimeMilliseconds(),
            ["requestId"] = reply.RequestId,
            ["code"] = reply.Code,
            ["message"] = reply.Text,
            ["topic"] = $"/sys/{product.Key}/{device}/thing/service/{topic}",
            ["data"] = reply.Data ?? [],
        });
    }

    internal static DeviceMessage CreateReport(Product product, string device, DateTimeOffset time, JsonElement properties)
    {
        JsonObject items = [];
        foreach (JsonProperty property in properties.EnumerateObject())
        {
            if (property.Value.ValueKind != JsonValueKind.Null)
            {
                items[property.Name] = new JsonObject
                {
                    ["value"] = JsonNode.Parse(property.Value.GetRawText()),
                    ["time"] = time.ToUnixTimeMilliseconds(),
                };
            }
        }

        return Create(product, device, time, "thing/event/property/post", new JsonObject
        {
            ["deviceType"] = "Custom",
            ["gmtCreate"] = time.ToUnixTimeMilliseconds(),
            ["items"] = items,
        });
    }

    internal static DeviceMessage CreateStatus(Product product, string device, DateTimeOffset time, bool isOnline)
    {
        string home = time.ToOffset(HomeOffset).ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture);
        return new DeviceMessage($"/as/mqtt/status/{product.Key}/{device}", device, time, Identify(product, device, new JsonObject
        {
            ["status"] = isOnline ? "online" : "offline",
            ["time"] = home,
            ["utcTime"] = PlatformTime.ToUtc(time),
            ["lastTime"] = home,
            ["utcLastTime"] = PlatformTime.ToUtc(time),
            ["clientIp"] = "192.0.2.1",
        }));
    }

    /// <param name="product">The product of the device.</param>
    /// <param name="device">The device.</param>
    /// <param name="time">When it happened.</param>
    /// <param name="action">create, delete, enable or disable. Only a new device comes with its secret.</param>
    internal static DeviceMessage CreateLifecycle(Product product, string device, DateTimeOffset time, string action)
    {
        JsonObject body = new() { ["action"] = action, ["messageCreateTime"] = time.ToUnixTimeMilliseconds() };
        if (action == "create")
        {
            body["deviceSecret"] = (string?)DeviceFacts.Create(product, device)["DeviceSecret"];
        }

        return Create(product, device, time, "thing/lifecycle", body);
    }

    /// <summary>How far an upgrade is, or how it ended.</summary>
    internal static DeviceMessage CreateUpgrade(OtaJob job, OtaTask task, string device)
    {
        JsonObject body = new()
        {
            ["moduleName"] = job.Firmware.Module,
            ["jobId"] = job.Id,
            ["taskId"] = task.Id,
            ["messageCreateTime"] = task.Modified.ToUnixTimeMilliseconds(),
            ["srcVersion"] = task.SrcVersion,
            ["destVersion"] = job.Firmware.DestVersion,
            ["desc"] = task.Description,
        };
        if (task.IsOpen)
        {
            body["status"] = "IN_PROGRESS";
            body["step"] = task.Progress.ToString(CultureInfo.InvariantCulture);
            return Create(job.Product, device, task.Modified, "ota/progress/post", body);
        }

        body["status"] = task.Status == OtaTaskStatus.Succeeded ? "SUCCEEDED" : "FAILED";
        return Create(job.Product, device, task.Modified, "ota/upgrade", body);
    }

    /// <summary>A message that a scenario spells out.</summary>
    internal static DeviceMessage Create(string topic, JsonElement body, DateTimeOffset time) =>
        new(topic, topic.Split('/') is [_, _, string device, ..] ? device : "", time, JsonNode.Parse(body.GetRawText())!.AsObject());

    private static DeviceMessage Create(Product product, string device, DateTimeOffset time, string topic, JsonObject body) =>
        new($"/{product.Key}/{device}/{topic}", device, time, Identify(product, device, body));

    private static JsonObject Identify(Product product, string device, JsonObject body)
    {
        body["iotId"] = IotIds.Create(product, device);
        body["productKey"] = product.Key;
        body["deviceName"] = device;
        return body;
    }
}

/// <summary>What an answer says.</summary>
/// <param name="Service">The service of the command, or null if it set properties.</param>
/// <param name="RequestId">The id of the command.</param>
/// <param name="Code">200 for success.</param>
/// <param name="Text">A text for the reader.</param>
/// <param name="Data">The output of the service.</param>
internal sealed record ReplyContent(string? Service, long RequestId, int Code, string Text, JsonObject? Data);
