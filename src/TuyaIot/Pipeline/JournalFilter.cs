using System;
using TuyaIot.Api;
using TuyaIot.Delivery;
using TuyaIot.Journals;
using TuyaIot.Replies;

namespace TuyaIot.Pipeline;

/// <summary>What a resumed run does with a device.</summary>
internal enum JournalAdvice
{
    /// <summary>Send: the command was not carried out.</summary>
    Send,

    /// <summary>Send again: the command may have been carried out, and the user allows it.</summary>
    SendAgain,

    /// <summary>Skip: the command was accepted, or may have been carried out.</summary>
    Skip,
}

/// <summary>
/// The devices that a resumed run leaves out: accepted ones are skipped; those whose reply was lost are reported as unknown, and sent
/// again only with -RetryUnknown.
/// </summary>
internal sealed class JournalFilter
{
    private static readonly RpcReply Lost = new()
    {
        ErrorMessage = "An earlier run of this journal sent it, or was about to, and the reply was lost",
    };

    private readonly DeviceLedger _ledger;
    private readonly bool _retryUnknown;
    private readonly Action<FinishedBatch> _report;
    private readonly DeviceBatcher _unknown;
    private DeviceBatchCall? _call;
    private DeviceKeyPrefix? _prefix;

    public JournalFilter(DeviceLedger ledger, DeviceRunOptions options, Func<int> nextNumber, Action<FinishedBatch> report)
    {
        _ledger = ledger;
        _retryUnknown = options.Delivery.RetryUnknown;
        _report = report;
        _unknown = new DeviceBatcher(
            static call => new DeviceGroup(call, template: null, DeviceBatchCall.MaxDeviceNames, isUrlLimited: false), nextNumber);
    }

    /// <summary>How many devices had been accepted before.</summary>
    public long Skipped { get; private set; }

    public JournalAdvice Ask(DeviceBatchCall call, string name)
    {
        if (_ledger.IsEmpty)
        {
            return JournalAdvice.Send;
        }

        switch (_ledger.Find(PrefixOf(call), name))
        {
            case DeviceOutcome.Accepted:
                Skipped++;
                return JournalAdvice.Skip;
            case DeviceOutcome.Unknown when _retryUnknown:
                return JournalAdvice.SendAgain;
            case DeviceOutcome.Unknown:
                Report(_unknown.Add(call, name));
                return JournalAdvice.Skip;
            default:
                return JournalAdvice.Send;
        }
    }

    public void Complete()
    {
        foreach (DeviceBatch batch in _unknown.Flush())
        {
            Report(batch);
        }
    }

    private DeviceKeyPrefix PrefixOf(DeviceBatchCall call)
    {
        if (!ReferenceEquals(call, _call))
        {
            _call = call;
            _prefix = DeviceKey.CreatePrefix(call.GetIdentity());
        }

        return _prefix!;
    }

    private void Report(DeviceBatch? batch)
    {
        if (batch is not null)
        {
            _report(new FinishedBatch(batch, new Outcome(Verdict.Unknown, Lost, 0, null, TimeSpan.Zero)));
        }
    }
}
