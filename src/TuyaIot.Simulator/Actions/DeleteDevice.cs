using TuyaIot.Simulator.Protocol;
using TuyaIot.Simulator.State;

namespace TuyaIot.Simulator.Actions;

/// <summary>Deletes a device. Its name is free for another one.</summary>
internal sealed class DeleteDevice(Fleet fleet) : IGatewayAction
{
    public string Name => "DeleteDevice";

    public ActionReply Run(ActionCall call)
    {
        ActionReply? refusal = Target.FindDevice(fleet, call.Parameters, out Product product, out string device);
        if (refusal is null)
        {
            fleet.Registry.Delete(product, device, call.Now);
        }

        return refusal ?? ActionReply.Accepted();
    }
}
