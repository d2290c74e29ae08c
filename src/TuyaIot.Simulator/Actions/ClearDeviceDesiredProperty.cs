using System.Text.Json.Nodes;
using TuyaIot.Simulator.Protocol;
using TuyaIot.Simulator.State;

namespace TuyaIot.Simulator.Actions;

/// <summary>Clears the desired values of the properties that are named, or of all. The parameter is spelled Identifies.</summary>
internal sealed class ClearDeviceDesiredProperty(Fleet fleet) : IGatewayAction
{
    public string Name => "ClearDeviceDesiredProperty";

    public ActionReply Run(ActionCall call) =>
        Target.FindDevice(fleet, call.Parameters, out Product product, out string device)
        ?? RepeatList.Read(
            call.Parameters, "Identifies", SetDeviceDesiredProperty.MaxCount, SetDeviceDesiredProperty.TooManyCode, out string[] named)
        ?? Clear(product.StateOf(device), named);

    private static ActionReply Clear(DeviceState? state, string[] named)
    {
        string[] identifiers = named.Length > 0 ? named : [.. state?.Desired.Keys ?? []];
        foreach (string identifier in identifiers)
        {
            // A change like any other, so its version is the next one. What was never set stays at 0.
            if (state is not null && state.Desired.TryGetValue(identifier, out DesiredProperty? desired))
            {
                state.SetDesired(identifier, new DesiredProperty(null, desired.Version + 1, null));
            }
        }

        return ActionReply.Accepted(new JsonObject
        {
            ["Data"] = new JsonObject { ["Versions"] = DesiredVersions.Create(state, identifiers) },
        });
    }
}
