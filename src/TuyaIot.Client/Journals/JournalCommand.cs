using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Serialization;
using TuyaIot.Signing;

namespace TuyaIot.Journals;

/// <summary>
/// What a run is about, as its journal keeps it: the gateway, the action, and those parameters that are the same for every
/// device of the run. A journal is resumed for the same command only.
/// </summary>
/// <param name="Endpoint">The gateway.</param>
/// <param name="Action">The action.</param>
/// <param name="Parameters">What the command itself says; what each row says of its own is not in here.</param>
internal sealed record JournalCommand(
    [property: JsonRequired, JsonConverter(typeof(EndpointConverter))] Uri Endpoint,
    [property: JsonRequired] string Action,
    [property: JsonRequired, JsonConverter(typeof(ParametersConverter))] IReadOnlyList<RpcParameter> Parameters)
{
    /// <summary>The first thing in which another command differs; null where it is the same one. JSON objects are compared by what they mean.</summary>
    public string? DifferenceTo(JournalCommand other)
    {
        if (Endpoint != other.Endpoint)
        {
            return $"its endpoint is {Endpoint}, not {other.Endpoint}";
        }

        if (Action != other.Action)
        {
            return $"its action is {Action}, not {other.Action}";
        }

        foreach (string name in Parameters.Concat(other.Parameters).Select(static parameter => parameter.Name))
        {
            string? recorded = RpcParameter.Find(Parameters, name);
            string? given = RpcParameter.Find(other.Parameters, name);
            if (Normalize(recorded) != Normalize(given))
            {
                return $"its {name} is {recorded ?? "given by each row"}, not {given ?? "given by each row"}";
            }
        }

        return null;
    }

    private static string? Normalize(string? value) => value is null ? null : CanonicalJson.Normalize(value);
}
