using System;
using System.Text.Json;
using System.Text.Json.Serialization;
using TuyaIot.Api;

namespace TuyaIot.Messages;

/// <summary>The fields of the bodies of all kinds. The secret of a created device is not among them, because a record prints its members.</summary>
internal sealed record MessageFields(
    [property: JsonConverter(typeof(NameConverter))] string? ProductKey,
    [property: JsonConverter(typeof(NameConverter))] string? DeviceName,
    [property: JsonConverter(typeof(NameConverter))] string? GwProductKey,
    [property: JsonConverter(typeof(NameConverter))] string? GwDeviceName,
    [property: JsonConverter(typeof(NameConverter))] string? IotId,
    [property: JsonConverter(typeof(NameConverter))] string? GwIotId,
    [property: JsonConverter(typeof(NameConverter))] string? Identifier,
    [property: JsonConverter(typeof(NameConverter))] string? RequestId,
    [property: JsonConverter(typeof(NameConverter))] string? Topic,
    string? Status,
    string? Action,
    string? Type,
    string? Message,
    long? Code,
    DateTime? GmtCreate,
    DateTime? MessageCreateTime,
    DateTime? Time,
    DateTime? UtcTime,
    JsonElement? Items,
    JsonElement? Value,
    JsonElement? Data);

/// <summary>Reads them as the fields of replies are read: keys in any case, and fields of another form than documented tolerated.</summary>
[JsonSourceGenerationOptions(
    PropertyNameCaseInsensitive = true,
    Converters = [typeof(TolerantTextConverter), typeof(TolerantNumberConverter), typeof(TolerantTimeConverter)],
    GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(MessageFields))]
internal sealed partial class MessageJson : JsonSerializerContext;
