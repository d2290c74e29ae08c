using System.Collections.Generic;
using TuyaIot.Delivery;

namespace TuyaIot.Journals;

/// <summary>
/// The outcome of each device of a journal, as its last request left it. Names are not kept: whoever needs them reads the journal
/// again, so that a device takes no more than its key.
/// </summary>
internal sealed class DeviceLedger
{
    /// <summary>Set in a device's byte once its name was listed.</summary>
    private const byte Listed = 0x80;

    private readonly DeviceTable _devices = new();
    private readonly long[] _counts = new long[Listed];

    /// <summary>How many devices there are, each counted once for each command.</summary>
    public long Total { get; private set; }

    public bool IsEmpty => Total == 0;

    /// <summary>The outcome of a request. Without a line that says so it was lost, or is in flight.</summary>
    public static DeviceOutcome From(JournalOutcome? outcome) => outcome switch
    {
        null or { Status: DeliveryStatus.Unknown } => DeviceOutcome.Unknown,
        { Status: DeliveryStatus.Accepted } => DeviceOutcome.Accepted,
        { Sent: true } => DeviceOutcome.Rejected,
        _ => DeviceOutcome.NotSent,
    };

    /// <summary>How many devices have this outcome.</summary>
    public long Count(DeviceOutcome outcome) => _counts[ToByte(outcome)];

    /// <summary>Null for a device without this command.</summary>
    public DeviceOutcome? Find(DeviceKeyPrefix prefix, string deviceName) => FromByte(_devices.Find(DeviceKey.Create(prefix, deviceName)));

    /// <summary>Takes in what became of a request.</summary>
    public void Record(JournalSend send, JournalOutcome? outcome)
    {
        byte recorded = ToByte(From(outcome));
        DeviceKeyPrefix prefix = DeviceKey.CreatePrefix(send.Parameters);
        foreach (string name in send.DeviceName)
        {
            ref byte device = ref _devices.GetOrAdd(DeviceKey.Create(prefix, name));
            DeviceOutcome? earlier = FromByte(device);
            if (!Replaces(From(outcome), earlier))
            {
                continue;
            }

            if (earlier is null)
            {
                Total++;
            }
            else
            {
                _counts[ToByte(earlier.Value)]--;
            }

            _counts[recorded]++;
            device = recorded;
        }
    }

    /// <summary>Lets every name be listed again.</summary>
    public void ClearListed() => _devices.Update(static device => (byte)(device & ~Listed));

    /// <summary>The devices of a request that have this outcome and were not listed yet.</summary>
    public IEnumerable<string> ListOnce(JournalSend send, DeviceOutcome outcome)
    {
        DeviceKeyPrefix prefix = DeviceKey.CreatePrefix(send.Parameters);
        foreach (string name in send.DeviceName)
        {
            if (TryList(DeviceKey.Create(prefix, name), outcome))
            {
                yield return name;
            }
        }
    }

    /// <summary>A refusal takes back neither an acceptance nor a doubt: what an earlier request was lost with may still have been carried out.</summary>
    private static bool Replaces(DeviceOutcome outcome, DeviceOutcome? earlier) => !IsRefusal(outcome) || earlier is null || IsRefusal(earlier.Value);

    private static bool IsRefusal(DeviceOutcome outcome) => outcome is DeviceOutcome.Rejected or DeviceOutcome.NotSent;

    private static byte ToByte(DeviceOutcome outcome) => (byte)(outcome + 1);

    private static DeviceOutcome? FromByte(byte device) => device == 0 ? null : (DeviceOutcome)((device & ~Listed) - 1);

    private bool TryList(DeviceKey key, DeviceOutcome outcome)
    {
        if (_devices.Find(key) != ToByte(outcome))
        {
            return false;
        }

        _devices.GetOrAdd(key) |= Listed;
        return true;
    }
}
