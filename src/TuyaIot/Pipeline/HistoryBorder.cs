using System.Collections.Generic;
using TuyaIot.Api;

namespace TuyaIot.Pipeline;

/// <summary>
/// The border between two pages of a history. The next page begins at a time, so that the entries of that millisecond which were on the
/// page before come again. Each entry is passed on as often as it is in the history, and no more.
/// </summary>
internal sealed class HistoryBorder
{
    private readonly Dictionary<string, int> _passedOn = [];
    private long? _time;

    /// <summary>Those entries of a page that have not been passed on. It has to be read to its end.</summary>
    public IEnumerable<ApiItem<HistoryInfo>> TakeNew(IEnumerable<ApiItem<HistoryInfo>> page)
    {
        Dictionary<string, int> again = new(_passedOn);
        foreach (ApiItem<HistoryInfo> entry in page)
        {
            if (entry.Value.Time == _time && again.TryGetValue(entry.Json.GetRawText(), out int count) && count > 0)
            {
                again[entry.Json.GetRawText()] = count - 1;
                continue;
            }

            yield return entry;
        }
    }

    /// <summary>The next page begins at this time.</summary>
    /// <param name="time">In milliseconds.</param>
    /// <param name="passedOn">What was passed on of this page.</param>
    public void Turn(long time, IEnumerable<ApiItem<HistoryInfo>> passedOn)
    {
        if (time != _time)
        {
            _passedOn.Clear();
            _time = time;
        }

        foreach (ApiItem<HistoryInfo> entry in passedOn)
        {
            if (entry.Value.Time == time)
            {
                string raw = entry.Json.GetRawText();
                _passedOn[raw] = _passedOn.TryGetValue(raw, out int count) ? count + 1 : 1;
            }
        }
    }
}
