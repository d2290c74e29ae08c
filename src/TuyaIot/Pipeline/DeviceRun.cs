using System;
using System.Threading;
using System.Threading.Tasks;
using TuyaIot.Api;
using TuyaIot.Delivery;
using TuyaIot.Rpc;

namespace TuyaIot.Pipeline;

/// <summary>
/// One run: names in, requests out, outcomes back, in the order in which they finish. It works on the pipeline thread alone;
/// only the requests are under way elsewhere.
/// </summary>
internal sealed class DeviceRun : IDisposable
{
    private readonly RpcClient _client;
    private readonly RequestDelivery _delivery;
    private readonly DeviceBatcher _batcher;
    private readonly TaskWindow<FinishedBatch> _window = new();
    private readonly int _throttleLimit;
    private readonly Func<DeviceBatch, bool> _consent;
    private readonly Action<FinishedBatch> _report;
    private bool _hasVerdict;

    /// <param name="client">Where requests go.</param>
    /// <param name="batchSize">The most names that one request carries.</param>
    /// <param name="throttleLimit">The most requests that are under way at once.</param>
    /// <param name="consent">Asked before each request is sent.</param>
    /// <param name="report">Told each outcome.</param>
    public DeviceRun(
        RpcClient client,
        int batchSize,
        int throttleLimit,
        Func<DeviceBatch, bool> consent,
        Action<FinishedBatch> report)
    {
        _client = client;
        _delivery = new RequestDelivery(client, TimeProvider.System);
        _batcher = new DeviceBatcher(batchSize, RoomFor);
        _throttleLimit = throttleLimit;
        _consent = consent;
        _report = report;
    }

    /// <summary>
    /// The first request goes alone. Where the secret is wrong or nobody answers, one request has found out, not a window full.
    /// </summary>
    private int Limit => _hasVerdict ? _throttleLimit : 1;

    public void Add(IDeviceCall call, string name)
    {
        if (_batcher.Add(call, name) is DeviceBatch batch)
        {
            Send(batch);
        }
    }

    /// <summary>The input has ended: sends what is left and waits for every outcome.</summary>
    public void Complete()
    {
        foreach (DeviceBatch batch in _batcher.Flush())
        {
            Send(batch);
        }

        while (_window.Count > 0)
        {
            Report(_window.Take());
        }
    }

    /// <summary>Any thread may call it.</summary>
    public void Cancel() => _window.Cancel();

    public void Dispose() => _window.Dispose();

    private void Send(DeviceBatch batch)
    {
        if (!_consent(batch))
        {
            return;
        }

        while (_window.Count >= Limit)
        {
            Report(_window.Take());
        }

        _window.Add(stop => DeliverAsync(batch, stop));
        while (_window.TryTake(out FinishedBatch? finished))
        {
            Report(finished!);
        }
    }

    private async Task<FinishedBatch> DeliverAsync(DeviceBatch batch, CancellationToken stop) =>
        new(batch, await _delivery.DeliverAsync(batch.Call.ToRequest(batch.DeviceName), stop).ConfigureAwait(false));

    private void Report(FinishedBatch finished)
    {
        bool first = !_hasVerdict;
        _hasVerdict = true;
        if (!finished.Outcome.Verdict.EndsRun && !(first && finished.Outcome.Verdict.Cause is Cause.Unreachable))
        {
            _report(finished);
            return;
        }

        // What is in flight may have been accepted, so it is reported before the run ends.
        while (_window.Count > 0)
        {
            _report(_window.Take());
        }

        throw new RunEndedException(finished, _batcher.Waiting);
    }

    private int RoomFor(IDeviceCall call)
    {
        if (_client.Options.Method is RpcMethod.Post)
        {
            return int.MaxValue;
        }

        int room = RpcOptions.LongestUrl - _client.UrlLength(call.ToRequest([]));
        return room > 0
            ? room
            : throw new IotArgumentException(
                "RequestTooLong",
                call.ProductKey,
                "Args, Identifier and ProductKey leave no room for a device name in a URL.",
                "Use a credential with -Method Post, which has no such limit, or shorter Args.");
    }
}
