using TuyaIot.Simulator.Protocol;
using TuyaIot.Simulator.State;

namespace TuyaIot.Simulator.Actions;

/// <summary>Enables a disabled device. It has the status again that it had before.</summary>
internal sealed class EnableThing(Fleet fleet) : IGatewayAction
{
    public string Name => "EnableThing";

    public ActionReply Run(ActionCall call)
    {
        ActionReply? refusal = Target.FindDevice(fleet, call.Parameters, out Product product, out string device);
        if (refusal is null)
        {
            fleet.Registry.Enable(product, device, call.Now);
        }

        return refusal ?? ActionReply.Accepted();
    }
}
