using System;
using TuyaIot.Simulator.Json;

namespace TuyaIot.Simulator.State;

/// <summary>A property's value, and since when it holds.</summary>
internal sealed record PropertyValue(object? Value, DateTimeOffset Time)
{
    internal string Json => JsonText.Write(Value);

    /// <summary>The value as the API shows it: a text without quotes.</summary>
    internal string Text => Value as string ?? Json;
}
