using System;
using TuyaIot.Simulator.Protocol;

namespace TuyaIot.Simulator.Actions;

/// <summary>An action that is one method of a class for several.</summary>
internal sealed class GatewayAction(string name, Func<ActionCall, ActionReply> run) : IGatewayAction
{
    public string Name => name;

    public ActionReply Run(ActionCall call) => run(call);
}
