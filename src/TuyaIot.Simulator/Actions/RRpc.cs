using System;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using TuyaIot.Simulator.Protocol;
using TuyaIot.Simulator.State;

namespace TuyaIot.Simulator.Actions;

/// <summary>Sends a message to one device and waits for its answer: what it was sent, unless the scenario says otherwise.</summary>
internal sealed class RRpc(Fleet fleet) : IGatewayAction
{
    private const string Content = "RequestBase64Byte";
    private const string Timeout = "Timeout";
    private const int MinTimeout = 1_000;
    private const int MaxTimeout = 8_000;

    public string Name => "RRpc";

    public ActionReply Run(ActionCall call) =>
        Target.FindDevice(fleet, call.Parameters, out Product product, out string device)
        ?? MessageContent.Check(call.Parameters, Content)
        ?? ReadTimeout(call.Parameters, out TimeSpan timeout)
        ?? CheckTopic(call.Parameters)
        ?? CarryOut(call, product, device, timeout);

    private static ActionReply? ReadTimeout(RequestParameters parameters, out TimeSpan timeout)
    {
        ActionReply? refusal = ParameterValue.ReadNumber(parameters, Timeout, MinTimeout, MaxTimeout, out long? milliseconds);
        timeout = TimeSpan.FromMilliseconds(milliseconds ?? 0);
        return refusal is not null ? ActionReply.Failed("iot.messagebroker.InvalidTimeoutValue", $"{Timeout} is {MinTimeout} to {MaxTimeout} ms.")
            : milliseconds is null ? ActionReply.Missing(Timeout)
            : null;
    }

    private static ActionReply? CheckTopic(RequestParameters parameters) =>
        parameters["Topic"] is not { Length: > 0 } topic || (topic[0] == '/' && Pub.IsName(topic.Substring(1).Split('/')))
            ? null
            : ActionReply.Failed(Pub.WrongTopic, "Topic must begin with / and name one topic.");

    private ActionReply CarryOut(ActionCall call, Product product, string device, TimeSpan timeout)
    {
        DeviceState? state = product.StateOf(device);
        if (state is not null && state.Status != SimulatorDeviceStatus.Online)
        {
            return ActionReply.Accepted(new JsonObject { ["RrpcCode"] = "OFFLINE" });
        }

        FleetCommand command = fleet.CarryOut(product, [device], (number, ids) => new FleetCommand(number, call.Now, product, ids)
        {
            Action = Name,
            RequestId = call.RequestId,
            Kind = FleetCommandKind.Message,
            Identifier = call.Parameters["Topic"] ?? "",
            Content = call.Parameters[Content]!,
        });
        DeviceReply answer = DeviceResponse.Create(fleet, command, timeout);
        JsonObject reply = new()
        {
            ["MessageId"] = long.Parse(MessageIds.Create(command), CultureInfo.InvariantCulture),
            ["RrpcCode"] = answer.ToString().ToUpperInvariant(),
        };
        if (answer == DeviceReply.Success)
        {
            reply["PayloadBase64Byte"] = state?.RrpcReply is { } text ? Convert.ToBase64String(Encoding.UTF8.GetBytes(text)) : command.Content;
        }

        return ActionReply.Accepted(reply);
    }
}
