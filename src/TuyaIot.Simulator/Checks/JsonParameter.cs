using System;
using TuyaIot.Simulator.Json;
using TuyaIot.Simulator.Replies;

namespace TuyaIot.Simulator.Checks;

/// <summary>Reads a parameter whose value is the text of a JSON object.</summary>
internal static class JsonParameter
{
    /// <summary>The refusal, with the code of the action that failed for it, or null where <paramref name="value"/> was read.</summary>
    internal static Answer? Read(RequestParameters parameters, string name, string code, out JsonObject value)
    {
        value = [];
        if (parameters[name] is not { } text)
        {
            return Answer.Missing(name);
        }

        try
        {
            if (JsonReader.Read(text) is JsonObject read)
            {
                value = read;
                return null;
            }

            return Answer.Failed(code, name + " is not a JSON object.");
        }
        catch (FormatException broken)
        {
            return Answer.Failed(code, name + ": " + broken.Message);
        }
    }
}
