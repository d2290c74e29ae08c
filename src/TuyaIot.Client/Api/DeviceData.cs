using System;
using System.Text.Json.Serialization;

namespace TuyaIot.Api;

/// <summary>
/// A device, as the queries for devices return it; each leaves some fields out. DeviceSecret is not among them:
/// <see cref="SecretText"/> reads it. The times that begin with Gmt are the same moments as those here; where one of these is missing,
/// <see cref="TolerantTimeConverter.ReadField"/> reads the other.
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
    DateTime? UtcModified,
    DateTime? UtcActive,
    DateTime? UtcOnline);
