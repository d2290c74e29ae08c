using TuyaIot.Simulator.Replies;

namespace TuyaIot.Simulator.Actions;

/// <summary>One action of the API: checks its own parameters, and carries it out only where all of them are right.</summary>
internal interface IGatewayAction
{
    /// <summary>The value of the parameter Action.</summary>
    string Name { get; }

    /// <summary>The answer; an accepted one means that it was carried out.</summary>
    Answer Run(ActionCall call);
}
