namespace TuyaIot.Simulator.Messages;

/// <summary>Windows PowerShell: the library of the messages is not made for its runtime.</summary>
internal static class PushChannel
{
    internal static IMessageChannel Start(MessageSettings settings) => throw new SimulatorException(
        "Messages need PowerShell 7: in Windows PowerShell a simulator has no consumer groups.", settings.Groups[0]);
}
