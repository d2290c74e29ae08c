using System;
using System.Text.Json;

namespace TuyaIot.Simulator.Protocol;

/// <summary>Reads a parameter whose value is the text of a JSON object.</summary>
internal static class JsonParameter
{
    /// <summary>The refusal with <paramref name="code"/>, or null if <paramref name="value"/> was read.</summary>
    internal static ActionReply? Read(RequestParameters parameters, string name, string code, out JsonElement value)
    {
        value = default;
        if (parameters[name] is not { } text)
        {
            return ActionReply.Missing(name);
        }

        try
        {
            value = StrictJson.Parse(text);
            return value.ValueKind == JsonValueKind.Object ? null : ActionReply.Failed(code, name + " is not a JSON object.");
        }
        catch (FormatException invalid)
        {
            return ActionReply.Failed(code, name + ": " + invalid.Message);
        }
    }
}
