using System;
using System.Text.Json.Nodes;
using TuyaIot.Simulator.Protocol;
using TuyaIot.Simulator.State;

namespace TuyaIot.Simulator.Actions;

/// <summary>Invokes a service of one device, which must be connected. A synchronous service waits for its answer.</summary>
internal sealed class InvokeThingService(Fleet fleet) : IGatewayAction
{
    /// <summary>The time that a device has for its answer.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(8);

    public string Name => "InvokeThingService";

    public ActionReply Run(ActionCall call) =>
        Target.FindDevice(fleet, call.Parameters, out Product product, out string device)
        ?? ServiceInput.Check(product, call.Parameters)
        ?? CheckStatus(product, device)
        ?? CarryOut(call, product, device);

    private static ActionReply? CheckStatus(Product product, string device) => product.StateOf(device)?.Status switch
    {
        SimulatorDeviceStatus.Inactive => ActionReply.Failed("iot.device.InactiveDevice", "The device was never connected."),
        SimulatorDeviceStatus.Disabled => ActionReply.Failed("iot.device.InvokeThingServiceFailed", "The device is disabled."),
        SimulatorDeviceStatus.Offline => ActionReply.Failed("iot.messagebroker.OFFLINE", "The device is not connected."),
        _ => null,
    };

    private ActionReply CarryOut(ActionCall call, Product product, string device)
    {
        string identifier = call.Parameters[ParameterName.Identifier]!;
        bool isSynchronous = ThingModelReader.FindService(product.ThingModel, identifier) is { } service && ThingModelReader.IsSynchronous(service);
        FleetCommand command = fleet.CarryOut(product, [device], (number, ids) => new FleetCommand(number, call.Now, product, ids)
        {
            Action = Name,
            RequestId = call.RequestId,
            Identifier = identifier,
            Content = call.Parameters[ParameterName.Args]!,
            HasMessageId = true,
            IsSynchronous = isSynchronous,
        });
        JsonObject data = new() { ["MessageId"] = MessageIds.Create(command) };
        if (!isSynchronous)
        {
            return ActionReply.Accepted(new JsonObject { ["Data"] = data });
        }

        data["Result"] = ServiceOutput.Create(product, identifier, command.Content);
        return CheckAnswer(command) ?? ActionReply.Accepted(new JsonObject { ["Data"] = data });
    }

    private ActionReply? CheckAnswer(FleetCommand command) => DeviceResponse.Create(fleet, command, Timeout) switch
    {
        DeviceReply.Timeout => ActionReply.Failed("iot.messagebroker.TIMEOUT", "The device did not answer in time."),
        DeviceReply.HalfConn => ActionReply.Failed("iot.messagebroker.HALFCONN", "The connection of the device is lost."),
        DeviceReply.Unknown => ActionReply.Failed("iot.messagebroker.RrpcFailed", "The message could not be sent."),
        _ => fleet.Deliveries.Sample(command, command.Devices[0]) is (SimulatorLogEvent.Failed, _)
            ? ActionReply.Failed("iot.device.InvokeThingServiceFailed", "The device could not carry out the service.")
            : null,
    };
}
