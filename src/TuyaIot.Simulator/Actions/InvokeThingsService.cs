using TuyaIot.Simulator.Protocol;
using TuyaIot.Simulator.State;

namespace TuyaIot.Simulator.Actions;

/// <summary>Invokes a service of up to 100 devices of one product.</summary>
internal sealed class InvokeThingsService(Fleet fleet) : IGatewayAction
{
    public string Name => "InvokeThingsService";

    public ActionReply Run(ActionCall call) =>
        Target.FindProduct(fleet, call.Parameters, out Product product)
        ?? ServiceInput.Check(product, call.Parameters)
        ?? Target.FindDevices(product, call.Parameters, out string[] devices)
        ?? CarryOut(call, product, devices);

    private ActionReply CarryOut(ActionCall call, Product product, string[] devices)
    {
        fleet.CarryOut(product, devices, (number, ids) => new FleetCommand(number, call.Now, product, ids)
        {
            Action = Name,
            RequestId = call.RequestId,
            Identifier = call.Parameters[ParameterName.Identifier]!,
            Content = call.Parameters[ParameterName.Args]!,
            IsKept = QosParameter.IsAtLeastOnce(call.Parameters),
        });
        return ActionReply.Accepted();
    }
}
