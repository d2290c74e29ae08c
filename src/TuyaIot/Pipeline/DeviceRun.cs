using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using TuyaIot.Api;
using TuyaIot.Delivery;
using TuyaIot.Errors;
using TuyaIot.Journals;
using TuyaIot.Signing;
using TuyaIot.Transport;

namespace TuyaIot.Pipeline;

/// <summary>
/// One run: names in, requests out, outcomes back, in the order in which they finish. It works on the pipeline thread alone;
/// only the requests are under way elsewhere.
/// </summary>
internal sealed class DeviceRun : IDisposable
{
    private readonly RpcClient _client;
    private readonly DeviceRunOptions _options;
    private readonly BatchSender _carrier;
    private readonly DeviceBatcher _batcher;
    private readonly DeviceBatcher _sentBefore;
    private readonly JournalFilter? _filter;
    private readonly TaskWindow<IReadOnlyList<FinishedBatch>> _window = new();
    private readonly Func<DeviceBatch, bool> _consent;
    private readonly Action<FinishedBatch> _report;
    private DeviceBatch? _next;
    private int _numbers;
    private bool _hasVerdict;

    /// <param name="gateway">Where requests go.</param>
    /// <param name="options">What the user asked for.</param>
    /// <param name="consent">Asked before each request is sent.</param>
    /// <param name="report">Told each outcome.</param>
    public DeviceRun(GatewaySession gateway, DeviceRunOptions options, Func<DeviceBatch, bool> consent, Action<FinishedBatch> report)
    {
        _client = gateway.Client;
        _options = options;
        _carrier = new BatchSender(new RequestDelivery(gateway, options.Delivery), options, NextNumber);
        _batcher = new DeviceBatcher(options.BatchSize, RoomFor, NextNumber);
        _sentBefore = new DeviceBatcher(options.BatchSize, RoomFor, NextNumber, sentBefore: true);
        _filter = options.Journal is Journal journal ? new JournalFilter(journal.State, options, NextNumber, report) : null;
        _consent = consent;
        _report = report;
    }

    /// <summary>How many devices were left out because an earlier run of the journal had them accepted.</summary>
    public long Skipped => _filter?.Skipped ?? 0;

    /// <summary>
    /// The first request goes alone. Where the secret is wrong or nobody answers, one request has found out, not a window full.
    /// </summary>
    private int Limit => _hasVerdict ? _options.ThrottleLimit : 1;

    public void Add(IDeviceCall call, string name)
    {
        DeviceBatch? batch = _filter?.Ask(call, name) switch
        {
            JournalAdvice.Leave => null,
            JournalAdvice.SendAgain => _sentBefore.Add(call, name),
            _ => _batcher.Add(call, name),
        };
        if (batch is not null)
        {
            Send(batch);
        }
    }

    /// <summary>The input has ended: sends what is left and waits for every outcome.</summary>
    public void Complete()
    {
        _filter?.Complete();
        foreach (DeviceBatch batch in _batcher.Flush().Concat(_sentBefore.Flush()))
        {
            Send(batch);
        }

        while (_window.Count > 0)
        {
            Report(_window.Take());
        }

        _options.Journal?.End();
    }

    /// <summary>Any thread may call it.</summary>
    public void Cancel() => _window.Cancel();

    public void Dispose()
    {
        _window.Dispose();
        _options.Journal?.Dispose();
    }

    private void Send(DeviceBatch batch)
    {
        if (!_consent(batch))
        {
            return;
        }

        _next = batch;
        while (_window.Count >= Limit)
        {
            Report(_window.Take());
        }

        _next = null;
        _window.Add(cancellationToken => _carrier.CarryAsync(batch, cancellationToken));
        while (_window.TryTake(out IReadOnlyList<FinishedBatch>? finished))
        {
            Report(finished!);
        }
    }

    private void Report(IReadOnlyList<FinishedBatch> batches)
    {
        FinishedBatch? last = null;
        foreach (FinishedBatch finished in batches)
        {
            if (last is null && IsFatal(finished.Outcome.Verdict))
            {
                last = finished;
            }
            else
            {
                _report(finished);
            }

            _hasVerdict = true;
        }

        if (last is not null)
        {
            ReportInFlight();
            throw new RunEndedException(last, _batcher.Waiting + _sentBefore.Waiting + (_next?.DeviceName.Count ?? 0));
        }
    }

    /// <summary>Where the very first request finds nobody, the endpoint is wrong or the network is down, and so it is for the rest.</summary>
    private bool IsFatal(Verdict verdict) => verdict.EndsRun || (!_hasVerdict && verdict.Reason is RejectionReason.Unreachable);

    /// <summary>What is in flight may have been accepted, so it is reported before a run ends.</summary>
    private void ReportInFlight()
    {
        while (_window.Count > 0)
        {
            foreach (FinishedBatch finished in _window.Take())
            {
                _report(finished);
            }
        }
    }

    private int NextNumber() => Interlocked.Increment(ref _numbers);

    private int RoomFor(IDeviceCall call)
    {
        if (_client.Options.Method is RpcMethod.Post)
        {
            return int.MaxValue;
        }

        int room = RpcOptions.MaxUrlLength - _client.UrlLength(call.ToRequest([]));
        return room > 0
            ? room
            : throw new IotArgumentException(
                "RequestTooLong",
                call.ProductKey,
                "Args, Identifier and ProductKey leave no room for a device name in a URL.",
                "Use a credential with -Method Post, which has no such limit, or shorter Args.");
    }
}
