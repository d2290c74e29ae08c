using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using TuyaIot.Signing;

namespace TuyaIot.Journals;

/// <summary>
/// What a run is about, as its journal keeps it: the gateway, the action, and those parameters that are the same for every
/// device of the run. A journal is resumed for the same command only.
/// </summary>
/// <param name="Endpoint">The gateway.</param>
/// <param name="Action">The action.</param>
/// <param name="Parameters">What the command itself says; what each row says of its own is not in here.</param>
internal sealed record JournalCommand(Uri Endpoint, string Action, IReadOnlyList<RpcParameter> Parameters)
{
    /// <summary>The first thing in which another command differs; null where it is the same one.</summary>
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

        foreach (string name in Parameters.Concat(other.Parameters).Select(parameter => parameter.Name))
        {
            string? mine = Find(name);
            string? theirs = other.Find(name);
            if (mine != theirs)
            {
                return $"its {name} is {mine ?? "given by each row"}, not {theirs ?? "given by each row"}";
            }
        }

        return null;
    }

    public static JournalCommand Read(JsonElement json) => new(
        new Uri(JournalLine.ReadText(json.GetProperty("endpoint"))),
        JournalLine.ReadText(json.GetProperty("action")),
        JournalLine.ReadParameters(json.GetProperty("parameters")));

    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("endpoint", Endpoint.AbsoluteUri);
        json.WriteString("action", Action);
        JournalLine.WriteParameters(json, Parameters);
        json.WriteEndObject();
    }

    private string? Find(string name) =>
        Parameters.Where(parameter => parameter.Name == name).Select(parameter => parameter.Value).FirstOrDefault();
}
