using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Coyote.Specifications;
using Microsoft.Extensions.Time.Testing;
using TuyaIot.Messages;
using TuyaIot.Messages.Subscription;
using TuyaIot.Signing;
using TuyaIot.Transport;
using Xunit;

namespace TuyaIot.Concurrency.Tests;

[Collection(Exploration.Collection)]
public sealed class SubscriptionTests
{
    private const int Messages = 3;

    private static readonly Uri Endpoint = new("amqps://gateway.example:5671");
    private static readonly AccessKey Key = new("id", new NetworkCredential(string.Empty, "secret").SecurePassword);

    [Fact]
    public void Each_message_is_read_once_and_accepted_although_the_link_is_lost_at_some_time() => Exploration.Run(
        static async () =>
        {
            FakeTimeProvider time = new();
            string id = Guid.NewGuid().ToString();
            MessageGroup group = new(id, Messages);
            MessageSubscription subscription = Open(id, time);
            List<string?> read = [];
            Task reading = Task.Run(ReadAsync);
            Task losing = Task.Run(group.LoseLink);
            await PassAsync(time, () => reading.IsCompleted && losing.IsCompleted && group.Accepted == Messages);
            await reading;
            await losing;
            await CloseAsync(subscription, time);
            Specification.Assert(read.Distinct().Count() == Messages && read.Count == Messages, "A message was read twice.");
            Specification.Assert(group.Unsettled == 0, "The gateway waits for a message that nobody has.");

            async Task ReadAsync()
            {
                while (read.Count < Messages)
                {
                    if (await subscription.ReceiveAsync(TimeSpan.FromMinutes(1), CancellationToken.None) is MessageDelivery delivery)
                    {
                        read.Add(delivery.Message.MessageId);
                        await Task.Yield();
                        delivery.Settle();
                    }
                }
            }
        },
        waitsForTime: true);

    /// <summary>Some messages are accepted by then, one may be in hand, and others wait or arrive while the link is closed.</summary>
    [Fact]
    public void Every_message_is_accepted_or_given_back_whenever_the_reader_ends() => Exploration.Run(
        static async () =>
        {
            FakeTimeProvider time = new();
            string id = Guid.NewGuid().ToString();
            MessageGroup group = new(id, Messages);
            MessageSubscription subscription = Open(id, time);
            using CancellationTokenSource stop = new();
            Task<MessageDelivery?> reading = Task.Run(() => subscription.ReceiveAsync(TimeSpan.FromMinutes(1), stop.Token));
            Task stopping = Task.Run(stop.Cancel);
            await PassAsync(time, () => reading.IsCompleted && stopping.IsCompleted);
            MessageDelivery? inHand = null;
            try
            {
                inHand = await reading;
            }
            catch (OperationCanceledException)
            {
                // It ended before a message came.
            }

            Task settling = Task.Run(() => inHand?.Settle());
            await CloseAsync(subscription, time);
            await settling;
            Specification.Assert(group.Unsettled == 0, "The gateway waits for a message that nobody has.");
            Specification.Assert(group.Accepted <= (inHand is null ? 0 : 1), "A message was accepted that nobody took.");
        },
        waitsForTime: true);

    private static MessageSubscription Open(string groupId, FakeTimeProvider time) => new(
        new SubscriptionOptions
        {
            Endpoint = Endpoint,
            AccessKey = Key,
            GroupId = groupId,
            ClientId = "client",
            Security = new RpcOptions { Endpoint = Endpoint },
        },
        time,
        static () => 0.5,
        groupLock: null);

    private static async Task CloseAsync(MessageSubscription subscription, FakeTimeProvider time)
    {
        Task closing = Task.Run(async () => await subscription.DisposeAsync());
        await PassAsync(time, () => closing.IsCompleted);
        await closing;
    }

    /// <summary>Lets time pass until something is so.</summary>
    private static async Task PassAsync(FakeTimeProvider time, Func<bool> isDone)
    {
        for (int tick = 0; !isDone(); tick++)
        {
            Specification.Assert(tick < 1000, "Somebody waits for ever.");
            time.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Yield();
        }
    }
}
