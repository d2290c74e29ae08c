using System;
using TuyaIot.Simulator.Protocol;

namespace TuyaIot.Simulator.Actions;

/// <summary>Checks a message in Base64: at most 256 kB when it is decoded.</summary>
internal static class MessageContent
{
    private const int MaxLength = 256 * 1_024;

    /// <summary>The refusal, or null if the message is valid.</summary>
    internal static ActionReply? Check(RequestParameters parameters, string name)
    {
        if (parameters[name] is not { } text)
        {
            return ActionReply.Missing(name);
        }

        if (text.Length == 0)
        {
            return ActionReply.Failed("iot.messagebroker.NullMessageContent", name + " is empty.");
        }

        try
        {
            return Convert.FromBase64String(text).Length <= MaxLength ? null : ParameterValue.Wrong(name, "at most 256 kB before Base64");
        }
        catch (FormatException)
        {
            return ActionReply.Failed("iot.messagebroker.MessageContentIsNotBase64Encode", name + " is not Base64.");
        }
    }
}
