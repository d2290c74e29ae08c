using System.Globalization;
using TuyaIot.Simulator.State;

namespace TuyaIot.Simulator.Actions;

/// <summary>The ids of messages to devices: decimal digits, as on the platform.</summary>
internal static class MessageIds
{
    internal static string Create(FleetCommand command) =>
        (1_000_000_000_000_000_000 + command.Number).ToString(CultureInfo.InvariantCulture);
}
