using System;
using System.Collections.Generic;
using TuyaIot.Simulator.Protocol;
using TuyaIot.Simulator.State;

namespace TuyaIot.Simulator.Actions;

/// <summary>Publishes a message to the same topic of up to 100 devices of one product. Each device is named once.</summary>
internal sealed class BatchPub(Fleet fleet) : IGatewayAction
{
    private const string DeviceLevel = "${deviceName}";

    public string Name => "BatchPub";

    public ActionReply Run(ActionCall call) =>
        Target.FindProduct(fleet, call.Parameters, out Product product)
        ?? MessageContent.Check(call.Parameters, Pub.Content)
        ?? QosParameter.Check(call.Parameters)
        ?? ReadTopic(product, call.Parameters, out string topic)
        ?? Target.FindDevices(product, call.Parameters, out string[] devices)
        ?? CheckDistinct(devices)
        ?? CarryOut(call, product, devices, topic);

    /// <summary>A template counts more than a short name.</summary>
    private static ActionReply? ReadTopic(Product product, RequestParameters parameters, out string topic)
    {
        string? template = parameters["TopicTemplateName"];
        string? shortName = parameters["TopicShortName"];
        topic = string.IsNullOrEmpty(template) ? $"/{product.Key}/{DeviceLevel}/user/{shortName}" : template!;
        if (string.IsNullOrEmpty(template) && string.IsNullOrEmpty(shortName))
        {
            return ActionReply.Missing("TopicShortName");
        }

        string prefix = $"/{product.Key}/{DeviceLevel}/user/";
        return topic.StartsWith(prefix, StringComparison.Ordinal) && Pub.IsName(topic.Substring(prefix.Length).Split('/'))
            ? null
            : ActionReply.Failed(Pub.WrongTopic, $"The topic must be {prefix}<name>.");
    }

    private static ActionReply? CheckDistinct(string[] devices) =>
        new HashSet<string>(devices, StringComparer.Ordinal).Count == devices.Length
            ? null
            : ActionReply.Failed("iot.check.InvalidFormattedParameter", "A device name occurs twice.");

    private ActionReply CarryOut(ActionCall call, Product product, string[] devices, string topic)
    {
        fleet.CarryOut(product, devices, (number, ids) => new FleetCommand(number, call.Now, product, ids)
        {
            Action = Name,
            RequestId = call.RequestId,
            Kind = FleetCommandKind.Message,
            Identifier = topic,
            Content = call.Parameters[Pub.Content]!,
            IsKept = QosParameter.IsAtLeastOnce(call.Parameters),
        });
        return ActionReply.Accepted();
    }
}
