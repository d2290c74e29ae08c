using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using TuyaIot.Signing;

namespace TuyaIot.Api;

/// <summary>A call for one page of a history of a device. Both ends of its time belong to it.</summary>
/// <param name="ProductKey">The product of the device.</param>
/// <param name="DeviceName">The device.</param>
/// <param name="Identifier">What it is the history of; null for all, where the action allows it.</param>
/// <param name="StartTime">In milliseconds, less than EndTime.</param>
/// <param name="EndTime">In milliseconds.</param>
/// <param name="IsAscending">Whether the oldest entries come first.</param>
internal abstract record DeviceHistory(
    string ProductKey, string DeviceName, string? Identifier, long StartTime, long EndTime, bool IsAscending) : ApiCall<DeviceHistoryReply>
{
    /// <summary>How far back the platform keeps a history.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromDays(30);

    private const string MaxPageSize = "50";

    /// <summary>What a user does where the gateway does not have the action.</summary>
    protected const string OtherWays =
        "The console's cloud logs show what a device did, and Get-IotDeviceProperty shows its last values and their times.";

    public override DeviceHistoryReply? Read(JsonElement body, IFieldReader fields) => DeviceHistoryReply.Read(body, fields);

    public override IReadOnlyList<RpcParameter> GetParameters() =>
    [
        new("Asc", IsAscending ? "1" : "0"),
        new("DeviceName", DeviceName),
        new("EndTime", EndTime.ToString(CultureInfo.InvariantCulture)),
        .. Identifier is string identifier ? [new RpcParameter("Identifier", identifier)] : Array.Empty<RpcParameter>(),
        new("PageSize", MaxPageSize),
        new("ProductKey", ProductKey),
        new("StartTime", StartTime.ToString(CultureInfo.InvariantCulture)),
    ];

    /// <summary>The call for the page that begins at a time. Its start stays before its end, as the gateway demands.</summary>
    public DeviceHistory From(long time) => IsAscending
        ? this with { StartTime = time, EndTime = Math.Max(EndTime, time + 1) }
        : this with { StartTime = Math.Min(StartTime, time - 1), EndTime = time };
}

/// <summary>A page of a history.</summary>
/// <param name="Entries">The entries.</param>
/// <param name="NextPage">Where the next page begins, in milliseconds; null where there is none.</param>
internal sealed record DeviceHistoryReply(IReadOnlyList<ApiItem<HistoryInfo>> Entries, long? NextPage)
{
    /// <summary>Null where the reply has another form than documented.</summary>
    public static DeviceHistoryReply? Read(JsonElement body, IFieldReader fields) => ApiList.ReadDataList<HistoryInfo>(body, fields) is { } entries
        ? new DeviceHistoryReply(entries, fields.Read<DeviceHistoryPaging>(body)?.Data?.NextPage)
        : null;
}

internal sealed record DeviceHistoryPaging(HistoryPagingData? Data);

/// <summary>How the next page is found.</summary>
/// <param name="NextTime">Where it begins.</param>
/// <param name="NextValid">Whether there is one: true or false, also as text.</param>
internal sealed record HistoryPagingData(long? NextTime, string? NextValid)
{
    public long? NextPage => string.Equals(NextValid, "true", StringComparison.OrdinalIgnoreCase) ? NextTime : null;
}

/// <summary>An entry of a history: a value of a property, an event, or a call of a service.</summary>
internal sealed record HistoryInfo(
    [property: JsonConverter(typeof(NameConverter))] string? Identifier,
    string? Name,
    string? EventType,
    long? Time,
    JsonElement? Value,
    JsonElement? InputData,
    JsonElement? OutputData)
{
    /// <summary>Not the JSON, which may hold a secret.</summary>
    public override string ToString() => $"{Identifier}";
}
