using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using TuyaIot.Delivery;
using TuyaIot.Journals;
using TuyaIot.Replies;
using TuyaIot.Signing;

namespace TuyaIot.Pipeline;

/// <summary>
/// Carries a batch to its outcome, off the pipeline thread: records it, delivers it, records what became of it and, where that
/// is asked for, halves it until a device that the gateway will not have stands alone.
/// </summary>
/// <param name="delivery">Delivers one request.</param>
/// <param name="options">What the user asked for.</param>
/// <param name="nextNumber">Numbers the halves of a batch.</param>
internal sealed class BatchSender(RequestDelivery delivery, DeviceRunOptions options, Func<int> nextNumber)
{
    public async Task<IReadOnlyList<FinishedBatch>> CarryAsync(DeviceBatch batch, CancellationToken cancellationToken)
    {
        FinishedBatch finished = await CarryOneAsync(batch, cancellationToken).ConfigureAwait(false);
        int count = batch.DeviceName.Count;
        if (options.OnRejected is not OnRejected.Split || finished.Outcome.Verdict.Reason is not RejectionReason.Device || count == 1)
        {
            return [finished];
        }

        int half = (count + 1) / 2;
        return
        [
            .. await CarryAsync(Part(batch, batch.DeviceName.Take(half)), cancellationToken).ConfigureAwait(false),
            .. await CarryAsync(Part(batch, batch.DeviceName.Skip(half)), cancellationToken).ConfigureAwait(false),
        ];
    }

    private DeviceBatch Part(DeviceBatch batch, IEnumerable<string> names) =>
        batch with { Number = nextNumber(), DeviceName = [.. names] };

    private async Task<FinishedBatch> CarryOneAsync(DeviceBatch batch, CancellationToken cancellationToken)
    {
        RpcRequest request = batch.Call.ToRequest(batch.DeviceName);
        if (options.Journal is not Journal journal)
        {
            return new FinishedBatch(batch, await delivery.DeliverAsync(request, ApiAction.Command(request.Action), cancellationToken).ConfigureAwait(false));
        }

        try
        {
            journal.Sending(batch.Number, batch.Call.GetParameters(), batch.DeviceName);
        }
        catch (JournalException exception)
        {
            RpcReply reply = new() { ErrorMessage = exception.Message };
            return new FinishedBatch(batch, new Outcome(Verdict.Refused(RejectionReason.JournalWriteFailed), reply, 0, null, TimeSpan.Zero));
        }

        Outcome outcome = await delivery.DeliverAsync(request, ApiAction.Command(request.Action), cancellationToken).ConfigureAwait(false);
        journal.TryFinish(batch.Number, outcome);
        return new FinishedBatch(batch, batch.SentBefore ? outcome with { Verdict = outcome.Verdict.AfterLostAnswer() } : outcome);
    }
}
