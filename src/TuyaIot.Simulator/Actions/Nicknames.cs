using System.Linq;
using TuyaIot.Simulator.Protocol;

namespace TuyaIot.Simulator.Actions;

/// <summary>The rule for nicknames. None at all is a valid nickname.</summary>
internal static class Nicknames
{
    private const int MinLength = 4;

    internal static ActionReply? Check(string? nickname, int maxLength)
    {
        // A CJK character counts as two.
        int length = (nickname ?? "").Sum(static c => c >= '\u2E80' ? 2 : 1);
        return length == 0 || (length >= MinLength && length <= maxLength)
            ? null
            : ActionReply.Failed("iot.device.InvalidFormattedNickname", $"A nickname has {MinLength} to {maxLength} characters.");
    }
}
