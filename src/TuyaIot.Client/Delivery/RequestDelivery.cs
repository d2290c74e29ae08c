using System;
using System.Threading;
using System.Threading.Tasks;
using TuyaIot.Rpc;

namespace TuyaIot.Delivery;

/// <summary>Carries one request out at most once and tells what became of it.</summary>
internal sealed class RequestDelivery(RpcClient client, TimeProvider time)
{
    public async Task<Outcome> DeliverAsync(RpcRequest request, CancellationToken stop)
    {
        DateTimeOffset sentAt = time.GetUtcNow();
        long start = time.GetTimestamp();
        RpcReply reply = await client.SendAsync(request, stop).ConfigureAwait(false);
        return new Outcome(
            Classifier.Classify(reply),
            reply,
            Attempts: 1,
            reply.Failure is { Sent: false } ? null : sentAt,
            time.GetElapsedTime(start));
    }
}
