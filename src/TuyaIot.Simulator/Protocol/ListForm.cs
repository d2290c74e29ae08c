using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;

namespace TuyaIot.Simulator.Protocol;

/// <summary>How a reply holds a list. Hedwig's documentation shows no list in a reply.</summary>
internal enum ListForm
{
    /// <summary>An object with one array in it, as the API that Hedwig follows.</summary>
    Object,

    /// <summary>The array itself.</summary>
    Array,
}

/// <summary>Brings the lists of a reply into a form.</summary>
internal static class ListForms
{
    internal static void Apply(ListForm form, JsonNode? reply)
    {
        if (form == ListForm.Object)
        {
            return;
        }

        foreach (JsonNode? item in reply as JsonArray ?? [])
        {
            Apply(form, item);
        }

        foreach (KeyValuePair<string, JsonNode?> member in (reply as JsonObject ?? []).ToArray())
        {
            if (member.Value is JsonObject { Count: 1 } wrapper && wrapper.First() is { Value: JsonArray list } inner)
            {
                wrapper.Remove(inner.Key);
                reply![member.Key] = list;
            }

            Apply(form, reply![member.Key]);
        }
    }
}
