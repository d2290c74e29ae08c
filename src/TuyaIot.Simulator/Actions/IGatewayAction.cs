using TuyaIot.Simulator.Protocol;

namespace TuyaIot.Simulator.Actions;

/// <summary>One action of the API. It checks its parameters and is carried out only if all of them are valid.</summary>
internal interface IGatewayAction
{
    /// <summary>The value of the parameter Action.</summary>
    string Name { get; }

    /// <summary>The reply. Accepted means that the action was carried out; where the device does not answer, a failure can mean it too.</summary>
    ActionReply Run(ActionCall call);
}
