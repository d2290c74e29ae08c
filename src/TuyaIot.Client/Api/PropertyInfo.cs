using System.Collections.Generic;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace TuyaIot.Api;

/// <summary>The properties of a device.</summary>
internal sealed record PropertyListReply(IReadOnlyList<ApiItem<PropertyInfo>> Properties)
{
    /// <summary>Null where the reply has another form than documented.</summary>
    public static PropertyListReply? Read(JsonElement body, IFieldReader fields) =>
        ApiList.ReadDataList<PropertyInfo>(body, fields) is { } properties ? new PropertyListReply(properties) : null;
}

/// <summary>A property of a device: what it reported, or what is desired of it, which has a version.</summary>
/// <param name="DataType">The type by the thing model.</param>
/// <param name="Identifier">The property.</param>
/// <param name="Name">Its name for people.</param>
/// <param name="Unit">The unit.</param>
/// <param name="Value">The value, documented as text.</param>
/// <param name="Time">When it was reported or desired, in milliseconds.</param>
/// <param name="Version">The version of what is desired.</param>
internal sealed record PropertyInfo(
    string? DataType,
    [property: JsonConverter(typeof(NameConverter))] string? Identifier,
    string? Name,
    string? Unit,
    JsonElement? Value,
    long? Time,
    long? Version)
{
    /// <summary>Not the JSON, which may hold a secret.</summary>
    public override string ToString() => $"{Identifier}";
}
