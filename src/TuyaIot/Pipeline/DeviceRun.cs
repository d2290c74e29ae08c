using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using TuyaIot.Api;
using TuyaIot.Delivery;

namespace TuyaIot.Pipeline;

/// <summary>
/// One run: names in, requests out, outcomes back, in the order of their completion. It works on the pipeline thread alone; only the
/// requests run elsewhere.
/// </summary>
internal sealed class DeviceRun : IDisposable
{
    private readonly DeviceRunOptions _options;
    private readonly BatchSender _sender;
    private readonly DeviceBatcher _batcher;
    private readonly DeviceBatcher _sentBefore;
    private readonly JournalFilter? _filter;
    private readonly TaskWindow<IReadOnlyList<FinishedBatch>> _window;
    private readonly Func<DeviceBatch, bool> _shouldSend;
    private readonly Func<bool> _goesOn;
    private readonly Action<FinishedBatch> _report;
    private DeviceBatch? _next;
    private int _held;
    private int _numbers;
    private bool _hasVerdict;

    /// <param name="client">Sends the requests.</param>
    /// <param name="options">The options of the run.</param>
    /// <param name="shouldSend">Asked before each request is sent.</param>
    /// <param name="goesOn">Asked when a request could leave. Once it says no, no other request is sent.</param>
    /// <param name="report">Receives each outcome.</param>
    /// <param name="whileWaiting">Called now and then while an outcome is waited for.</param>
    /// <param name="cancellationToken">Ends the requests in flight.</param>
    public DeviceRun(
        IotClient client,
        DeviceRunOptions options,
        Func<DeviceBatch, bool> shouldSend,
        Func<bool> goesOn,
        Action<FinishedBatch> report,
        Action whileWaiting,
        CancellationToken cancellationToken)
    {
        _options = options;
        _sender = new BatchSender(client, options, NextNumber);
        _batcher = new DeviceBatcher(CreateGroup, NextNumber);
        _sentBefore = new DeviceBatcher(CreateGroup, NextNumber, sentBefore: true);
        _filter = options.Journal is null ? null : new JournalFilter(options.Journal.Ledger, options, NextNumber, report);
        _window = new TaskWindow<IReadOnlyList<FinishedBatch>>(whileWaiting, cancellationToken);
        _shouldSend = shouldSend;
        _goesOn = goesOn;
        _report = report;

        DeviceGroup CreateGroup(DeviceBatchCall call) => new(call, client.Prepare(call), options.BatchSize, client.IsUrlLimited);
    }

    /// <summary>How many devices were skipped because an earlier run of the journal had them accepted.</summary>
    public long Skipped => _filter?.Skipped ?? 0;

    /// <summary>How many devices were read and have not been sent.</summary>
    public int Waiting => _batcher.Waiting + _sentBefore.Waiting + (_next?.DeviceName.Count ?? 0) + _held;

    /// <summary>Whether the run was told to send nothing more.</summary>
    public bool IsStopped { get; private set; }

    /// <summary>
    /// The first request goes alone. Where the secret is wrong or the gateway does not answer, one request has found out, not a window
    /// full.
    /// </summary>
    private int Limit => _hasVerdict ? _options.ThrottleLimit : 1;

    public void Add(DeviceBatchCall call, string name)
    {
        JournalAdvice advice = _filter?.Ask(call, name) ?? JournalAdvice.Send;
        if (advice is JournalAdvice.Skip)
        {
            return;
        }

        DeviceBatcher batcher = advice is JournalAdvice.SendAgain ? _sentBefore : _batcher;
        if (batcher.Add(call, name) is DeviceBatch batch)
        {
            Send(batch);
        }

        if (batcher.IsOverfull)
        {
            foreach (DeviceBatch early in batcher.TakeOverflow())
            {
                Send(early);
            }
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

        if (!IsStopped)
        {
            _options.Journal?.End();
        }
    }

    public void Dispose()
    {
        _window.Dispose();
        _options.Journal?.Dispose();
    }

    private void Send(DeviceBatch batch)
    {
        if (IsStopped)
        {
            _held += batch.DeviceName.Count;
            return;
        }

        if (!_shouldSend(batch))
        {
            return;
        }

        _next = batch;
        while (_window.Count >= Limit)
        {
            Report(_window.Take());
        }

        // After the outcomes that just came, on which the answer may depend.
        _next = null;
        if (!_goesOn())
        {
            IsStopped = true;
            _held += batch.DeviceName.Count;
            return;
        }

        _window.Add(cancellationToken => _sender.SendAsync(batch, cancellationToken));
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
            throw new RunEndedException(last, Waiting);
        }
    }

    /// <summary>Where the very first request finds nobody, the endpoint is wrong or the network is down, and so it is for the rest.</summary>
    private bool IsFatal(Verdict verdict) => verdict.EndsRun || (!_hasVerdict && verdict.Reason is RejectionReason.Unreachable);

    /// <summary>A request in flight may have been accepted, so it is reported before a run ends.</summary>
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
}
