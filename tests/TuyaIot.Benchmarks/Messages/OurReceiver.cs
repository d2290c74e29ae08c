using System;
using System.Threading;
using System.Threading.Tasks;
using TuyaIot.Benchmarks.Support;
using TuyaIot.Messages;
using TuyaIot.Messages.Subscription;
using TuyaIot.Transport;

namespace TuyaIot.Benchmarks.Messages;

/// <summary>The subscription of Receive-IotMessage, without the cmdlet.</summary>
internal sealed class OurReceiver(Uri endpoint) : IReceiver
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly MessageSubscription _stream = new(
        new SubscriptionOptions
        {
            Endpoint = endpoint,
            AccessKey = Sample.Key,
            GroupId = "g1",
            ClientId = "ours",
            Security = new RpcOptions { Endpoint = new Uri("https://unused") },
        },
        TimeProvider.System,
        Random.Shared.NextDouble,
        groupLock: null);

    public async Task ReceiveAsync()
    {
        MessageDelivery delivery = await _stream.ReceiveAsync(Limit, CancellationToken.None) ?? throw new InvalidOperationException("No message came.");
        if (delivery.Message is not PropertyMessage { Items.Count: 3 })
        {
            throw new InvalidOperationException($"{delivery.Message} is not what was sent.");
        }

        delivery.Settle();
    }

    public ValueTask DisposeAsync() => _stream.DisposeAsync();
}
