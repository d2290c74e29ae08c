using System.Collections.Generic;
using TuyaIot.Delivery;

namespace TuyaIot.Journals;

/// <summary>
/// The outcome of each device of a journal, as its last request left it, and what was seen of it at the device. Names are not kept:
/// whoever needs them reads the journal again, so that a device takes no more than its key.
/// </summary>
/// <param name="isMerged">
/// Whether it is of several journals, whose requests have no order: the most that any of them knows of a device counts.
/// </param>
internal sealed class DeviceLedger(bool isMerged = false)
{
    // A device's byte: the outcome of its request, from 1; what was seen at the device, from 1; whether its name was listed for either.
    private const byte OutcomeBits = 0x07;
    private const int ExecutionShift = 3;
    private const byte ExecutionBits = 0x38;
    private const byte ExecutionListed = 0x40;
    private const byte Listed = 0x80;

    private readonly DeviceTable _devices = new();
    private readonly long[] _counts = new long[ExecutionListed];

    /// <summary>How many devices there are, each counted once for each command.</summary>
    public long Total { get; private set; }

    public bool IsEmpty => Total == 0;

    /// <summary>How many devices were recorded since <see cref="ClearListed"/>, each counted once for each command.</summary>
    public long Recorded { get; private set; }

    /// <summary>The outcome of a request. Without a line that says so it was lost, or is in flight.</summary>
    public static DeviceOutcome From(JournalOutcome? outcome) => outcome switch
    {
        null or { Status: DeliveryStatus.Unknown } => DeviceOutcome.Unknown,
        { Status: DeliveryStatus.Accepted } => DeviceOutcome.Accepted,
        { Sent: true } => DeviceOutcome.Rejected,
        _ => DeviceOutcome.NotSent,
    };

    /// <summary>How many devices have this outcome.</summary>
    public long Count(DeviceOutcome outcome)
    {
        long count = 0;
        for (int state = 0; state < _counts.Length; state++)
        {
            count += OutcomeOf((byte)state) == outcome ? _counts[state] : 0;
        }

        return count;
    }

    /// <summary>How many devices have this status, as the last evidence says.</summary>
    public long Count(ExecutionStatus status)
    {
        long count = 0;
        for (int state = 0; state < _counts.Length; state++)
        {
            count += ExecutionOf((byte)state) == status ? _counts[state] : 0;
        }

        return count;
    }

    /// <summary>Null for a device without this command.</summary>
    public DeviceOutcome? Find(DeviceKeyPrefix prefix, string deviceName) => OutcomeOf(_devices.Find(DeviceKey.Create(prefix, deviceName)));

    /// <summary>What was seen of a command at a device; null where nothing was.</summary>
    public ExecutionStatus? FindExecution(DeviceKey device) => ExecutionOf(_devices.Find(device));

    /// <summary>Takes in what became of a request.</summary>
    public void Record(JournalSend send, JournalOutcome? outcome)
    {
        DeviceOutcome recorded = From(outcome);
        DeviceKeyPrefix prefix = DeviceKey.CreatePrefix(send.Parameters);
        foreach (string name in send.DeviceName)
        {
            ref byte device = ref _devices.GetOrAdd(DeviceKey.Create(prefix, name));
            bool isNew = (device & Listed) == 0;
            Recorded += isNew ? 1 : 0;
            if (Replaces(recorded, RequestOf(device)))
            {
                // What was seen before a later request is not about that one, unless it is final. A lost request is recorded late.
                bool isSeen = (isMerged && isNew) || IsFinal(ExecutionOf(device)) || outcome is null;
                Set(ref device, (byte)((int)recorded + 1 | (isSeen ? device & ExecutionBits : 0)));
            }

            device |= Listed;
        }
    }

    /// <summary>
    /// Takes in what was seen at devices. Executed and Failed are final: what contradicts them later changes nothing. Offline and
    /// NoAnswer are what is known so far.
    /// </summary>
    public void Record(JournalExecution execution)
    {
        if (execution.Status is not (ExecutionStatus.Executed or ExecutionStatus.Failed or ExecutionStatus.Offline or ExecutionStatus.NoAnswer))
        {
            return;
        }

        DeviceKeyPrefix prefix = DeviceKey.CreatePrefix(execution.Parameters);
        foreach (string name in execution.DeviceName)
        {
            ref byte device = ref _devices.GetOrAdd(DeviceKey.Create(prefix, name));
            if (!IsFinal(ExecutionOf(device)))
            {
                Set(ref device, (byte)(device & (OutcomeBits | Listed) | (int)execution.Status << ExecutionShift));
            }
        }
    }

    /// <summary>Lets every name be listed again.</summary>
    public void ClearListed()
    {
        _devices.Update(static device => (byte)(device & (OutcomeBits | ExecutionBits)));
        Recorded = 0;
    }

    /// <summary>The devices of a request that have this outcome and were not listed yet.</summary>
    public IEnumerable<(string Name, DeviceKey Key)> ListOnce(JournalSend send, DeviceOutcome outcome)
    {
        DeviceKeyPrefix prefix = DeviceKey.CreatePrefix(send.Parameters);
        foreach (string name in send.DeviceName)
        {
            DeviceKey key = DeviceKey.Create(prefix, name);
            byte device = _devices.Find(key);
            if ((device & Listed) == 0 && OutcomeOf(device) == outcome)
            {
                _devices.GetOrAdd(key) |= Listed;
                yield return (name, key);
            }
        }
    }

    /// <summary>The devices that were seen, have this status and were not listed for it yet.</summary>
    public IEnumerable<string> ListOnce(JournalExecution execution)
    {
        DeviceKeyPrefix prefix = DeviceKey.CreatePrefix(execution.Parameters);
        foreach (string name in execution.DeviceName)
        {
            DeviceKey key = DeviceKey.Create(prefix, name);
            byte device = _devices.Find(key);
            if ((device & ExecutionListed) == 0 && ExecutionOf(device) == execution.Status)
            {
                _devices.GetOrAdd(key) |= ExecutionListed;
                yield return name;
            }
        }
    }

    /// <summary>A refusal takes back neither an acceptance nor a doubt: what an earlier request was lost with may still have been carried out.</summary>
    private bool Replaces(DeviceOutcome outcome, DeviceOutcome? earlier) => earlier is null
        || (isMerged ? KnowledgeOf(outcome) > KnowledgeOf(earlier.Value) : !IsRefusal(outcome) || IsRefusal(earlier.Value));

    /// <summary>How much an outcome says, beside one of another journal for the same command.</summary>
    private static int KnowledgeOf(DeviceOutcome outcome) => outcome switch
    {
        DeviceOutcome.Accepted => 3,
        DeviceOutcome.Unknown => 2,
        DeviceOutcome.Rejected => 1,
        _ => 0,
    };

    private static bool IsRefusal(DeviceOutcome outcome) => outcome is DeviceOutcome.Rejected or DeviceOutcome.NotSent;

    private static bool IsFinal(ExecutionStatus? status) => status is ExecutionStatus.Executed or ExecutionStatus.Failed;

    private static DeviceOutcome? RequestOf(byte device) => (device & OutcomeBits) == 0 ? null : (DeviceOutcome)((device & OutcomeBits) - 1);

    /// <summary>The gateway took what a device answered, so its outcome is no longer unknown.</summary>
    private static DeviceOutcome? OutcomeOf(byte device) => RequestOf(device) switch
    {
        null or DeviceOutcome.Unknown when IsFinal(ExecutionOf(device)) => DeviceOutcome.Accepted,
        DeviceOutcome other => other,
        null => null,
    };

    /// <summary>The statuses begin with Unknown, which is never recorded.</summary>
    private static ExecutionStatus? ExecutionOf(byte device) =>
        (device & ExecutionBits) == 0 ? null : (ExecutionStatus)((device & ExecutionBits) >> ExecutionShift);

    private void Set(ref byte device, byte state)
    {
        Add(device, -1);
        device = state;
        Add(device, 1);
    }

    private void Add(byte device, int step)
    {
        int state = device & (OutcomeBits | ExecutionBits);
        _counts[state] += state == 0 ? 0 : step;
        Total += OutcomeOf(device) is null ? 0 : step;
    }
}
