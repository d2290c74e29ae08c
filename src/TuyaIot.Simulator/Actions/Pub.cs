using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using TuyaIot.Simulator.Protocol;
using TuyaIot.Simulator.State;

namespace TuyaIot.Simulator.Actions;

/// <summary>Publishes a message to a topic of one device. The log of the device shows topic and message.</summary>
internal sealed class Pub(Fleet fleet) : IGatewayAction
{
    internal const string Content = "MessageContent";
    internal const string WrongTopic = "iot.messagebroker.InvalidFormattedTopicName";

    private const string Topic = "TopicFullName";

    public string Name => "Pub";

    public ActionReply Run(ActionCall call) =>
        Target.FindProduct(fleet, call.Parameters, out Product product)
        ?? MessageContent.Check(call.Parameters, Content)
        ?? QosParameter.Check(call.Parameters)
        ?? FindDevice(product, call.Parameters, out string device)
        ?? CarryOut(call, product, device);

    /// <summary>The topic is /product/device/user/name.</summary>
    private static ActionReply? FindDevice(Product product, RequestParameters parameters, out string device)
    {
        device = "";
        if (parameters[Topic] is not { Length: > 0 } topic)
        {
            return parameters[Topic] is null
                ? ActionReply.Missing(Topic)
                : ActionReply.Failed("iot.messagebroker.NullTopicName", Topic + " is empty.");
        }

        string[] levels = topic.Split('/');
        if (levels.Length < 5 || levels[0].Length > 0 || levels[1] != product.Key || levels[3] != "user" || !IsName(levels.Skip(4)))
        {
            return ActionReply.Failed(WrongTopic, $"{Topic} must be /{product.Key}/<device>/user/<name>.");
        }

        device = levels[2];
        return Target.FindDevice(product, device);
    }

    /// <summary>Whether the levels name one topic: a message cannot be published to a pattern.</summary>
    internal static bool IsName(IEnumerable<string> levels) =>
        levels.All(static level => level.Length > 0 && level.IndexOfAny(['+', '#']) < 0);

    private ActionReply CarryOut(ActionCall call, Product product, string device)
    {
        FleetCommand command = fleet.CarryOut(product, [device], (number, ids) => new FleetCommand(number, call.Now, product, ids)
        {
            Action = Name,
            RequestId = call.RequestId,
            Kind = FleetCommandKind.Message,
            Identifier = call.Parameters[Topic]!,
            Content = call.Parameters[Content]!,
            IsKept = QosParameter.IsAtLeastOnce(call.Parameters),
        });
        return ActionReply.Accepted(new JsonObject { ["MessageId"] = MessageIds.Create(command) });
    }
}
