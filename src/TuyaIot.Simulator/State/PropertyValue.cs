using System;
using System.Text.Json;

namespace TuyaIot.Simulator.State;

/// <summary>A property's value and the time from which it holds.</summary>
internal sealed record PropertyValue(JsonElement Value, DateTimeOffset Time)
{
    /// <summary>The value as JSON, as it was written.</summary>
    internal string Json => Value.GetRawText();

    /// <summary>The value as the API shows it: a text has no quotes.</summary>
    internal string Text => Value.ValueKind == JsonValueKind.String ? Value.GetString()! : Json;
}
