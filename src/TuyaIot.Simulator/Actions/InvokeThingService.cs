using TuyaIot.Simulator.Checks;
using TuyaIot.Simulator.Json;
using TuyaIot.Simulator.Replies;
using TuyaIot.Simulator.State;

namespace TuyaIot.Simulator.Actions;

/// <summary>Asks one device for a service; a synchronous one needs the device to be there.</summary>
internal sealed class InvokeThingService(Fleet fleet) : IGatewayAction
{
    public string Name => "InvokeThingService";

    public Answer Run(ActionCall call) =>
        Target.Device(fleet, call.Parameters, out Product product, out string device)
        ?? ServiceInput.Check(product, call.Parameters)
        ?? CheckStatus(product, device)
        ?? CarryOut(call, product, device);

    private static Answer? CheckStatus(Product product, string device) => product.StateOf(device)?.Status switch
    {
        SimulatorDeviceStatus.Inactive => Answer.Failed("iot.device.InactiveDevice", "The device was never connected."),
        SimulatorDeviceStatus.Disabled => Answer.Failed("iot.device.InvokeThingServiceFailed", "The device is disabled."),
        SimulatorDeviceStatus.Offline => Answer.Failed("iot.messagebroker.OFFLINE", "The device is not connected."),
        _ => null,
    };

    private Answer CarryOut(ActionCall call, Product product, string device)
    {
        string identifier = call.Parameters[ParameterName.Identifier]!;
        FleetCommand command = fleet.CarryOut(product, [device], (number, ids) => new FleetCommand(number, call.Now, product, ids)
        {
            Action = Name,
            RequestId = call.RequestId,
            Identifier = identifier,
            Content = call.Parameters[ParameterName.Args]!,
        });
        JsonObject data = new() { ["MessageId"] = MessageIds.Of(command) };
        if (ThingModelCheck.IsSynchronous(product.ThingModel, identifier))
        {
            data["Result"] = "{}";
        }

        return Answer.Accepted(new JsonObject { ["Data"] = data });
    }
}
