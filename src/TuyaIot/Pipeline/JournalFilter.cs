using System;
using System.Collections.Generic;
using TuyaIot.Api;
using TuyaIot.Delivery;
using TuyaIot.Journals;
using TuyaIot.Replies;
using TuyaIot.Signing;

namespace TuyaIot.Pipeline;

/// <summary>
/// What a resumed run leaves alone: devices that were accepted before are skipped, those whose answer was lost are reported as
/// unknown and sent only where the user asks for it.
/// </summary>
internal sealed class JournalFilter
{
    private static readonly RpcReply Lost = new()
    {
        ErrorMessage = "An earlier run of this journal sent it, or was about to, and its answer was lost",
    };

    private readonly JournalState _state;
    private readonly bool _retryUnknown;
    private readonly Action<FinishedBatch> _report;
    private readonly DeviceBatcher _unknown;
    private IDeviceCall? _call;
    private IReadOnlyList<RpcParameter> _parameters = [];

    public JournalFilter(JournalState state, DeviceRunOptions options, Func<int> nextNumber, Action<FinishedBatch> report)
    {
        _state = state;
        _retryUnknown = options.Delivery.RetryUnknown;
        _report = report;
        _unknown = new DeviceBatcher(DeviceNameList.Most, static _ => int.MaxValue, nextNumber);
    }

    /// <summary>How many devices had been accepted before.</summary>
    public long Skipped { get; private set; }

    public JournalAdvice Ask(IDeviceCall call, string name)
    {
        if (_state.IsEmpty)
        {
            return JournalAdvice.Send;
        }

        if (!ReferenceEquals(call, _call))
        {
            _call = call;
            _parameters = call.GetParameters();
        }

        switch (_state.Find(_parameters, name))
        {
            case DeliveryStatus.Accepted:
                Skipped++;
                return JournalAdvice.Leave;
            case DeliveryStatus.Unknown when _retryUnknown:
                return JournalAdvice.SendAgain;
            case DeliveryStatus.Unknown:
                Report(_unknown.Add(call, name));
                return JournalAdvice.Leave;
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

    private void Report(DeviceBatch? batch)
    {
        if (batch is not null)
        {
            _report(new FinishedBatch(batch, new Outcome(Verdict.Unknown, Lost, 0, null, TimeSpan.Zero)));
        }
    }
}
