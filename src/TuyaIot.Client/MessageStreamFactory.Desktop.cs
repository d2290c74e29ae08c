using TuyaIot.Connection;
using TuyaIot.Messages;

namespace TuyaIot;

/// <summary>The library that reads messages does not run on .NET Framework together with this module's other files.</summary>
internal static class MessageStreamFactory
{
    /// <exception cref="MessageStreamException">Always.</exception>
    public static IMessageStream Open(ConnectionProfile profile, MessageSource messages, int maxHeld) => throw new MessageStreamException(
        "MessagesNotSupported",
        messages.GroupId,
        "Messages need PowerShell 7.4 or later; Wait-IotCommand -Poll works here.",
        "Run the command in PowerShell 7.4 or later, or ask the gateway with Wait-IotCommand -Poll.");
}
