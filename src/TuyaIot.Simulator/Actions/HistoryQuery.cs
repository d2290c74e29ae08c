using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using TuyaIot.Simulator.Protocol;

namespace TuyaIot.Simulator.Actions;

/// <summary>
/// A query for one page of a history. Both ends of its time belong to it. A page ends between two milliseconds, so that it may
/// be longer than PageSize, and so that NextTime repeats and skips nothing.
/// </summary>
internal sealed record HistoryQuery(long StartTime, long EndTime, bool IsAscending, int PageSize)
{
    private const long MaxTime = 9_999_999_999_999;
    private const int MaxPageSize = 50;
    private const int DefaultPageSize = 10;

    /// <summary>How long the platform keeps a history.</summary>
    private static readonly TimeSpan MaxAge = TimeSpan.FromDays(30);

    /// <summary>The refusal, or null if <paramref name="query"/> was read.</summary>
    internal static ActionReply? Read(ActionCall call, out HistoryQuery query)
    {
        (long start, long end, long? ascending, int size) = (0, 0, 0, 0);
        ActionReply? refusal = ReadTime(call.Parameters, "StartTime", out start)
            ?? ReadTime(call.Parameters, "EndTime", out end)
            ?? (start < end ? null : ActionReply.Failed("iot.check.ParameterIsNotLessThanMax", "StartTime must be less than EndTime."))
            ?? ParameterValue.ReadNumber(call.Parameters, "Asc", 0, 1, out ascending)
            ?? ReadPageSize(call.Parameters, out size);
        long oldest = (call.Now - MaxAge).ToUnixTimeMilliseconds();
        query = new HistoryQuery(Math.Max(start, oldest), end, ascending == 1, size);
        return refusal;
    }

    internal bool Includes(DateTimeOffset time) => time.ToUnixTimeMilliseconds() is var value && value >= StartTime && value <= EndTime;

    internal ActionReply CreateReply(string list, IEnumerable<(DateTimeOffset Time, JsonObject Facts)> entries)
    {
        (long Time, JsonObject Facts)[] found =
        [
            .. entries.Where(entry => Includes(entry.Time)).Select(static entry => (entry.Time.ToUnixTimeMilliseconds(), entry.Facts)),
        ];
        found = [.. IsAscending ? found.OrderBy(static entry => entry.Time) : found.OrderByDescending(static entry => entry.Time)];
        int count = Math.Min(PageSize, found.Length);
        while (count < found.Length && found[count].Time == found[count - 1].Time)
        {
            count++;
        }

        JsonObject data = new()
        {
            ["List"] = new JsonObject { [list] = new JsonArray([.. found.Take(count).Select(static entry => entry.Facts)]) },
            ["NextValid"] = count < found.Length,
        };
        if (count < found.Length)
        {
            data["NextTime"] = found[count].Time;
        }

        return ActionReply.Accepted(new JsonObject { ["Data"] = data });
    }

    private static ActionReply? ReadTime(RequestParameters parameters, string name, out long time)
    {
        ActionReply? refusal = ParameterValue.ReadNumber(parameters, name, 0, MaxTime, out long? value);
        time = value ?? 0;
        return refusal ?? (value is null ? ActionReply.Missing(name) : null);
    }

    private static ActionReply? ReadPageSize(RequestParameters parameters, out int size)
    {
        bool isValid = ParameterValue.ReadNumber(parameters, "PageSize", 1, MaxPageSize, out long? value) is null;
        size = (int)(value ?? DefaultPageSize);
        return isValid ? null : ActionReply.Failed("iot.common.InvalidPageParams", $"PageSize is 1 to {MaxPageSize}.");
    }
}
