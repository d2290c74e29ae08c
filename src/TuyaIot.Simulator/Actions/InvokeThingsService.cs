using TuyaIot.Simulator.Checks;
using TuyaIot.Simulator.Replies;
using TuyaIot.Simulator.State;

namespace TuyaIot.Simulator.Actions;

/// <summary>Asks up to 100 devices of one product for a service.</summary>
internal sealed class InvokeThingsService(Fleet fleet) : IGatewayAction
{
    public string Name => "InvokeThingsService";

    public Answer Run(ActionCall call) =>
        Target.Product(fleet, call.Parameters, out Product product)
        ?? ServiceInput.Check(product, call.Parameters)
        ?? Target.Devices(product, call.Parameters, out string[] devices)
        ?? CarryOut(call, product, devices);

    private Answer CarryOut(ActionCall call, Product product, string[] devices)
    {
        fleet.CarryOut(product, devices, (number, ids) => new FleetCommand(number, call.Now, product, ids)
        {
            Action = Name,
            RequestId = call.RequestId,
            Identifier = call.Parameters[ParameterName.Identifier]!,
            Content = call.Parameters[ParameterName.Args]!,
            IsKept = call.Parameters[ParameterName.Qos] == "1",
        });
        return Answer.Accepted();
    }
}
