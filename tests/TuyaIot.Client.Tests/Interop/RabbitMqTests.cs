using System;
using System.Linq;
using System.Threading.Tasks;
using TuyaIot.Messages;
using TuyaIot.Messages.Subscription;
using TuyaIot.Tests.Servers;
using Xunit;

namespace TuyaIot.Client.Tests.Interop;

/// <summary>The subscription reads from RabbitMQ, whose AMQP 1.0 shares no code with the others'.</summary>
public sealed class RabbitMqTests(RabbitMqServer server) : IClassFixture<RabbitMqServer>
{
    [Fact]
    public async Task Messages_are_settled_and_the_rest_is_given_back()
    {
        Assert.SkipWhen(RabbitMqServer.Missing is not null, RabbitMqServer.Missing ?? "");
        await server.PublishAsync("q1", 50);

        MessageSubscription first = Open("q1");
        Assert.Equal(Reader.Ids(1, 10), await Reader.TakeAsync(first, 10));
        MessageDelivery? inHand = await first.ReceiveAsync(Patience.Limit, TestContext.Current.CancellationToken);
        Assert.Equal(("m11", "d1", MessageKind.Property), (inHand!.Message.MessageId, inHand.Message.DeviceName, inHand.Message.Kind));
        Assert.Equal(RabbitMqServer.SignedAt, inHand.Message.GeneratedAt);
        await first.DisposeAsync();

        await using (MessageSubscription second = Open("q1"))
        {
            Assert.Equal(Reader.Ids(11, 40).Order(), (await Reader.TakeAsync(second, 40)).Order());
        }

        await using MessageSubscription third = Open("q1");
        Assert.True(await Reader.IsQuietAsync(third));
    }

    [Fact]
    public async Task A_reader_that_stops_to_read_stops_the_server()
    {
        Assert.SkipWhen(RabbitMqServer.Missing is not null, RabbitMqServer.Missing ?? "");
        await server.PublishAsync("q2", 100);
        await using MessageSubscription stream = Open("q2");

        for (int i = 0; i < 50; i++)
        {
            Assert.NotNull(await stream.ReceiveAsync(Patience.Limit, TestContext.Current.CancellationToken));
        }

        Assert.True(await Reader.IsQuietAsync(stream));
    }

    [Theory]
    [InlineData("q1", "wrong", "MessageAccessRefused")]
    [InlineData("none", Reader.Secret, "ConsumerGroupNotFound")]
    public async Task A_refusal_ends_the_reading(string queue, string secret, string errorId)
    {
        Assert.SkipWhen(RabbitMqServer.Missing is not null, RabbitMqServer.Missing ?? "");
        await using MessageSubscription stream = Open(queue, secret);

        MessageStreamException refused = await Assert.ThrowsAsync<MessageStreamException>(
            () => stream.ReceiveAsync(Patience.Limit, TestContext.Current.CancellationToken));

        Assert.Equal(errorId, refused.ErrorId);
    }

    private MessageSubscription Open(string queue, string secret = Reader.Secret) =>
        Reader.Open(server.Endpoint, secret, sourceAddress: RabbitMqServer.AddressOf(queue), time: new SigningTime());

    /// <summary>Signs at one time, and waits as long as it is told.</summary>
    private sealed class SigningTime : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => RabbitMqServer.SignedAt;
    }
}
