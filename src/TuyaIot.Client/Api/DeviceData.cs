using System;
using System.Text.Json.Serialization;

namespace TuyaIot.Api;

/// <summary>
/// A device, as the queries for devices return it; each leaves some fields out. DeviceSecret is not among them:
/// <see cref="SecretText"/> reads it. A time in two forms is the one that has a zone.
/// </summary>
internal sealed record DeviceData(
    [property: JsonConverter(typeof(NameConverter))] string? DeviceName,
    [property: JsonConverter(typeof(NameConverter))] string? ProductKey,
    [property: JsonConverter(typeof(NameConverter))] string? IotId,
    string? Nickname,
    string? DeviceStatus,
    string? Status,
    string? ProductName,
    string? FirmwareVersion,
    string? Region,
    string? IpAddress,
    long? NodeType,
    DateTime? UtcCreate,
    DateTime? GmtCreate,
    DateTime? UtcModified,
    DateTime? GmtModified,
    DateTime? UtcActive,
    DateTime? GmtActive,
    DateTime? UtcOnline,
    DateTime? GmtOnline);
