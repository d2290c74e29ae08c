using System.Collections.Generic;
using System.Text.Json.Nodes;
using TuyaIot.Simulator.Protocol;
using TuyaIot.Simulator.State;

namespace TuyaIot.Simulator.Actions;

/// <summary>The versions of desired properties: 0 before the first change.</summary>
internal static class DesiredVersions
{
    internal static long Of(DeviceState? state, string identifier) =>
        state is not null && state.Desired.TryGetValue(identifier, out DesiredProperty? property) ? property.Version : 0;

    /// <summary>The JSON text that the replies carry.</summary>
    internal static string Create(DeviceState? state, IEnumerable<string> identifiers)
    {
        JsonObject versions = [];
        foreach (string identifier in identifiers)
        {
            versions[identifier] = Of(state, identifier);
        }

        return StrictJson.ToCompactText(versions);
    }
}
