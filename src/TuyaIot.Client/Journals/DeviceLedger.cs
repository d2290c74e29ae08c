using System.Collections.Generic;
using System.Linq;
using TuyaIot.Delivery;

namespace TuyaIot.Journals;

/// <summary>
/// What became of each device of a journal, as its last request left it. Names are not kept: whoever needs them goes through
/// the journal again, so that a million devices take what their keys take.
/// </summary>
internal sealed class DeviceLedger
{
    private readonly Dictionary<DeviceKey, DeviceOutcome> _fates = [];

    /// <summary>What a request came to. Without an outcome it was lost, or is in flight.</summary>
    public static DeviceOutcome Of(JournalOutcome? outcome) => outcome switch
    {
        null or { Status: DeliveryStatus.Unknown } => DeviceOutcome.Unknown,
        { Status: DeliveryStatus.Accepted } => DeviceOutcome.Accepted,
        { Sent: true } => DeviceOutcome.Rejected,
        _ => DeviceOutcome.NotSent,
    };

    public void Set(JournalSend send, JournalOutcome? outcome)
    {
        DeviceOutcome fate = Of(outcome);
        string prefix = DeviceKey.Prefix(send.Parameters);
        foreach (string name in send.DeviceName)
        {
            DeviceKey key = DeviceKey.Of(prefix, name);
            if (!IsRefusal(fate) || !_fates.TryGetValue(key, out DeviceOutcome earlier) || IsRefusal(earlier))
            {
                _fates[key] = fate;
            }
        }
    }

    public int Count(DeviceOutcome fate) => _fates.Values.Count(one => one == fate);

    /// <summary>The devices of a request that came to this end, each once: what has been put out is forgotten.</summary>
    public IEnumerable<string> TakeOut(DeviceOutcome fate, JournalSend send)
    {
        string prefix = DeviceKey.Prefix(send.Parameters);
        foreach (string name in send.DeviceName)
        {
            DeviceKey key = DeviceKey.Of(prefix, name);
            if (_fates.TryGetValue(key, out DeviceOutcome found) && found == fate)
            {
                _fates.Remove(key);
                yield return name;
            }
        }
    }

    /// <summary>A refusal takes back neither an acceptance nor a doubt.</summary>
    private static bool IsRefusal(DeviceOutcome fate) => fate is DeviceOutcome.Rejected or DeviceOutcome.NotSent;
}
