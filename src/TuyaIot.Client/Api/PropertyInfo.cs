using System.Text.Json;

namespace TuyaIot.Api;

/// <summary>The properties of a device: a list in either of its forms.</summary>
internal sealed record PropertyListReply(PropertyListData? Data);

internal sealed record PropertyListData(JsonElement? List);

/// <summary>A property of a device: what it reported, or what is desired of it, which has a version.</summary>
/// <param name="DataType">The type by the thing model.</param>
/// <param name="Identifier">The property.</param>
/// <param name="Name">Its name for people.</param>
/// <param name="Unit">The unit.</param>
/// <param name="Value">The value, documented as text.</param>
/// <param name="Time">When it was reported or desired, in milliseconds.</param>
/// <param name="Version">The version of what is desired.</param>
internal sealed record PropertyInfo(
    string? DataType, string? Identifier, string? Name, string? Unit, JsonElement? Value, long? Time, long? Version);
