using TuyaIot.Simulator.Protocol;
using TuyaIot.Simulator.State;

namespace TuyaIot.Simulator.Actions;

/// <summary>Disables a device: commands do not reach it.</summary>
internal sealed class DisableThing(Fleet fleet) : IGatewayAction
{
    public string Name => "DisableThing";

    public ActionReply Run(ActionCall call)
    {
        ActionReply? refusal = Target.FindDevice(fleet, call.Parameters, out Product product, out string device);
        if (refusal is null)
        {
            fleet.Registry.Disable(product, device, call.Now);
        }

        return refusal ?? ActionReply.Accepted();
    }
}
