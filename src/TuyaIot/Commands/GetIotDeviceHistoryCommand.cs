using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using TuyaIot.Api;
using TuyaIot.Binding;
using TuyaIot.Errors;
using TuyaIot.Pipeline;

namespace TuyaIot.Commands;

/// <summary>
/// <para type="synopsis">Gets the history of devices.</para>
/// <para type="description">Reads the values that properties had, the events, or the services that a device carried out, of the last 30
/// days.</para>
/// </summary>
[Cmdlet(VerbsCommon.Get, "IotDeviceHistory", DefaultParameterSetName = NameSet)]
[OutputType(typeof(IotHistoryEntry))]
public sealed class GetIotDeviceHistoryCommand : DeviceCommand
{
    /// <summary>For a time that was 30 days ago when the command line was written.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(1);

    private IdentifierFilter _filter = new(null);
    private long _start;
    private long _end;

    /// <summary>Property, Event or Service. Default: Property.</summary>
    [Parameter(Position = 0)]
    public IotHistoryKind Kind { get; set; }

    /// <summary>The properties, events or services, with wildcards. Default: all.</summary>
    [Parameter(Position = 1)]
    [AllowEmptyCollection]
    [SupportsWildcards]
    public string[]? Identifier { get; set; }

    /// <summary>The beginning: a time, or a TimeSpan for so long ago. At most 30 days ago. Default: 24 hours ago.</summary>
    [Parameter]
    [TimeTransformation]
    public DateTimeOffset? Since { get; set; }

    /// <summary>The end: a time, or a TimeSpan for so long ago. Default: now.</summary>
    [Parameter]
    [TimeTransformation]
    public DateTimeOffset? Until { get; set; }

    /// <summary>Gives the oldest entries first. Default: the newest.</summary>
    [Parameter]
    public SwitchParameter Ascending { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        try
        {
            _filter = new IdentifierFilter(Identifier);
            SetTimes(TimeProvider.System.GetUtcNow());
        }
        catch (IotArgumentException exception)
        {
            ThrowTerminatingError(IotError.From(exception));
        }
    }

    private protected override void AddDevice(string name)
    {
        string productKey = CurrentProductKey();
        if (Kind is IotHistoryKind.Property)
        {
            AddProperties(productKey, name);
            return;
        }

        if (_filter.IsForAll || _filter.HasWildcards)
        {
            Add(Create(productKey, name, identifier: null));
            return;
        }

        foreach (string identifier in _filter.Exact)
        {
            Add(Create(productKey, name, identifier));
        }
    }

    /// <summary>The history of properties has no types. The last values of the device have them, and say which properties there are.</summary>
    private void AddProperties(string productKey, string name)
    {
        string subject = $"the properties of device {name} of {productKey}";
        Send(new QueryDevicePropertyStatus(productKey, name), subject, name, (reply, _) =>
        {
            Dictionary<string, PropertyInfo> known = reply.Properties.Where(entry => _filter.Includes(entry.Value.Identifier))
                .GroupBy(static entry => entry.Value.Identifier ?? string.Empty)
                .ToDictionary(static group => group.Key, static group => group.First().Value);
            foreach (string identifier in _filter.Exact.Union(known.Keys))
            {
                DeviceHistory query = Create(productKey, name, identifier);
                known.TryGetValue(identifier, out PropertyInfo? property);
                if (Read(query, SubjectOf(query), name, out string? _) is DeviceHistoryReply first)
                {
                    WritePages(query, first, property);
                }
            }
        });
    }

    private void Add(DeviceHistory query) =>
        Send(query, SubjectOf(query), query.DeviceName, (first, _) => WritePages(query, first, property: null));

    /// <summary>Writes the entries page by page. Nothing more is asked for once the pipeline has stopped.</summary>
    private void WritePages(DeviceHistory query, DeviceHistoryReply first, PropertyInfo? property)
    {
        HistoryBorder border = new();
        DeviceHistoryReply? reply = first;
        while (reply is not null)
        {
            ApiItem<HistoryInfo>[] entries = [.. border.TakeNew(reply.Entries)];
            foreach (ApiItem<HistoryInfo> entry in entries.Where(entry => IsWanted(entry.Value, query)))
            {
                WriteObject(new IotHistoryEntry(query, Kind, entry, property));
            }

            if (reply.NextPage is not long next)
            {
                return;
            }

            if (Ascending ? next < query.StartTime : next > query.EndTime)
            {
                WriteUnreadable(SubjectOf(query), query.DeviceName);
                return;
            }

            if (entries.Length == 0 && next == Beginning(query))
            {
                // A page of entries of one millisecond, after which the gateway does not go on.
                next = Beginning(query) + (Ascending ? 1 : -1);
                Warn($"Device {query.DeviceName} has more entries in a millisecond than a page holds. Some of them are left out.");
            }

            if (Ascending ? next > _end : next < _start)
            {
                return;
            }

            border.Turn(next, entries);
            query = query.From(next);
            reply = Read(query, SubjectOf(query), query.DeviceName, out string? _);
        }
    }

    private long Beginning(DeviceHistory query) => Ascending ? query.StartTime : query.EndTime;

    private bool IsWanted(HistoryInfo info, DeviceHistory query) =>
        (info.Time is not long time || (time >= _start && time <= _end)) && (query.Identifier is not null || _filter.Includes(info.Identifier));

    private DeviceHistory Create(string productKey, string name, string? identifier) => Kind switch
    {
        IotHistoryKind.Property => new QueryDevicePropertyData(productKey, name, identifier!, _start, _end, Ascending),
        IotHistoryKind.Event => new QueryDeviceEventData(productKey, name, identifier, _start, _end, Ascending),
        _ => new QueryDeviceServiceData(productKey, name, identifier, _start, _end, Ascending),
    };

    private string SubjectOf(DeviceHistory query) =>
        $"the {(Kind is IotHistoryKind.Property ? $"values of {query.Identifier}" : Kind is IotHistoryKind.Event ? "events" : "services")} of device {query.DeviceName} of {query.ProductKey}";

    private void SetTimes(DateTimeOffset now)
    {
        DateTimeOffset since = Since ?? now.AddDays(-1);
        DateTimeOffset until = Until ?? now;
        DateTimeOffset oldest = now - DeviceHistory.MaxAge;
        if (since < oldest - Grace)
        {
            throw new IotArgumentException(
                "HistoryTooOld",
                Since,
                FormattableString.Invariant($"Since is {since.UtcDateTime:yyyy-MM-dd HH:mm} UTC. The platform keeps a history for {DeviceHistory.MaxAge.Days} days."),
                $"Give a time of the last {DeviceHistory.MaxAge.Days} days, such as -Since (New-TimeSpan -Days {DeviceHistory.MaxAge.Days}).");
        }

        _start = (since < oldest ? oldest : since).ToUnixTimeMilliseconds();
        _end = until.ToUnixTimeMilliseconds();
        if (_start >= _end)
        {
            throw new IotArgumentException(
                "InvalidTimeRange",
                Until ?? Since,
                FormattableString.Invariant($"Until, {until.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC, is not after Since, {since.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC."),
                "Give a time after -Since. A time without a zone is a local time. Without -Since it is 24 hours ago.");
        }
    }
}
