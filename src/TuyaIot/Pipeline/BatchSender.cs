using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using TuyaIot.Api;
using TuyaIot.Delivery;
using TuyaIot.Journals;
using TuyaIot.Replies;

namespace TuyaIot.Pipeline;

/// <summary>
/// Sends a batch, off the pipeline thread: records it, delivers it, records what became of it. With -OnRejected Split it halves a
/// batch until the device that the gateway rejects stands alone.
/// </summary>
/// <param name="client">Sends one request.</param>
/// <param name="options">The options of the run.</param>
/// <param name="nextNumber">Numbers the halves of a batch.</param>
internal sealed class BatchSender(IotClient client, DeviceRunOptions options, Func<int> nextNumber)
{
    public async Task<IReadOnlyList<FinishedBatch>> SendAsync(DeviceBatch batch, CancellationToken cancellationToken)
    {
        FinishedBatch finished = await SendOneAsync(batch, cancellationToken).ConfigureAwait(false);
        int count = batch.DeviceName.Count;
        if (options.OnRejected is not OnRejected.Split || finished.Outcome.Verdict.Reason is not RejectionReason.Device || count == 1)
        {
            return [finished];
        }

        int half = (count + 1) / 2;
        return
        [
            .. await SendAsync(Part(batch, batch.DeviceName.Take(half)), cancellationToken).ConfigureAwait(false),
            .. await SendAsync(Part(batch, batch.DeviceName.Skip(half)), cancellationToken).ConfigureAwait(false),
        ];
    }

    private DeviceBatch Part(DeviceBatch batch, IEnumerable<string> names) =>
        batch with { Number = nextNumber(), DeviceName = [.. names] };

    /// <summary>
    /// A fault that nobody foresaw must not take the other results of the run with it. The request may have been sent, so its outcome
    /// is unknown.
    /// </summary>
    private async Task<FinishedBatch> SendOneAsync(DeviceBatch batch, CancellationToken cancellationToken)
    {
        try
        {
            return new FinishedBatch(batch, await DeliverAsync(batch, cancellationToken).ConfigureAwait(false));
        }
        catch (Exception exception)
        {
            RpcReply reply = new() { ErrorMessage = LogSanitizer.Clean($"{exception.GetType().Name}: {exception.Message}") };
            return new FinishedBatch(batch, new Outcome(Verdict.Unknown, reply, 0, null, TimeSpan.Zero));
        }
    }

    private async Task<Outcome> DeliverAsync(DeviceBatch batch, CancellationToken cancellationToken)
    {
        BatchRecord? record = options.Journal is null ? null : new BatchRecord(options.Journal, batch);
        Outcome outcome = await client.SendAsync(batch.Call, batch.Template!, batch.DeviceName, record, cancellationToken).ConfigureAwait(false);
        if (record?.Fault is JournalException fault)
        {
            RpcReply reply = new() { ErrorMessage = fault.Message };
            return new Outcome(Verdict.Refused(RejectionReason.JournalWriteFailed), reply, 0, null, TimeSpan.Zero);
        }

        record?.Finish(outcome, MessageIdOf(batch.Call, outcome));
        return batch.SentBefore ? outcome with { Verdict = outcome.Verdict.AfterLostAnswer() } : outcome;
    }

    /// <summary>The id by which a device's answer is known, where the reply gave one.</summary>
    private static string? MessageIdOf(DeviceBatchCall call, Outcome outcome) => call is SetDeviceProperty or InvokeThingService
        ? ApiReply.Read<SetDevicePropertyReply>(outcome.Reply.Body)?.Data?.MessageId
        : null;

    /// <summary>The lines of a batch in the journal.</summary>
    private sealed class BatchRecord(Journal journal, DeviceBatch batch) : IRequestRecord
    {
        private bool _isRecorded;
        private bool _isRefused;

        /// <summary>Why nothing could be sent; null where it could.</summary>
        public JournalException? Fault { get; private set; }

        /// <summary>
        /// Not before its turn: what still waits for it when the process is killed was not sent, and the journal must not say that it may have
        /// been.
        /// </summary>
        public void Sending()
        {
            try
            {
                if (!_isRecorded)
                {
                    journal.Sending(batch.Number, batch.Call.GetIdentity(), batch.DeviceName);
                    _isRecorded = true;
                }
                else if (_isRefused)
                {
                    journal.Repeating(batch.Number);
                    _isRefused = false;
                }
            }
            catch (JournalException exception)
            {
                Fault = exception;
                throw;
            }
        }

        public void Refused(RpcReply reply)
        {
            journal.TryRefuse(batch.Number, reply.Failure is not { Sent: false }, reply.Code, reply.ErrorMessage);
            _isRefused = true;
        }

        public void Finish(Outcome outcome, string? messageId)
        {
            if (_isRecorded)
            {
                journal.TryFinish(batch.Number, outcome, messageId);
            }
        }
    }
}
