using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;
using TuyaIot.Messages;
using TuyaIot.Messages.Subscription;
using TuyaIot.Signing;
using TuyaIot.Simulator.Amqp;
using TuyaIot.Tests.Servers;
using Xunit;

namespace TuyaIot.Client.Tests.Messages.Subscription;

public sealed class MessageSubscriptionTests
{
    public static TheoryData<LinkFaultKind, string?, string> Faults => new()
    {
        { LinkFaultKind.Detach, null, "without a reason" },
        { LinkFaultKind.Detach, "amqp:link:detach-forced", "amqp:link:detach-forced" },
        { LinkFaultKind.EndSession, null, "" },
        { LinkFaultKind.Vanish, null, "" },
    };

    [Fact]
    public async Task Messages_are_read_and_settled()
    {
        using MessageRig rig = new();
        await using MessageSubscription stream = rig.Open();
        rig.Publish(100);

        List<string?> ids = await MessageRig.TakeAsync(stream, 100);

        Assert.Equal(MessageRig.Ids(100), ids);
        Assert.NotNull(stream.AttachedSince);
        await MessageRig.UntilAsync(() => rig.Counts.Settled == 100);
        Assert.Equal(0, rig.Counts.Redelivered);
    }

    [Fact]
    public async Task None_within_the_time_is_null_and_no_end()
    {
        using MessageRig rig = new();
        await using MessageSubscription stream = rig.Open();

        Assert.Null(await stream.ReceiveAsync(TimeSpan.FromMilliseconds(50), TestContext.Current.CancellationToken));

        rig.Publish(1);
        Assert.Equal(["m1"], await MessageRig.TakeAsync(stream, 1));
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_link_that_ends_is_made_again_and_nothing_is_lost_or_comes_twice(LinkFaultKind kind, string? condition, string reason)
    {
        using MessageRig rig = new(static options => options with { AckTimeout = TimeSpan.FromMilliseconds(300) }, new LinkFault(kind, condition, default));
        await using MessageSubscription stream = rig.Open();
        rig.Publish(50);

        List<string?> ids = await MessageRig.TakeAsync(stream, 50);

        Assert.Equal(MessageRig.Ids(50).Order(), ids.Order());
        Assert.Null(await stream.ReceiveAsync(TimeSpan.FromMilliseconds(600), TestContext.Current.CancellationToken));
        LinkOutage outage = Assert.Single(stream.TakeOutages());
        Assert.Contains(reason, outage.Reason, StringComparison.Ordinal);
        Assert.True(outage.To > outage.From);
        Assert.Empty(stream.TakeOutages());
        Assert.InRange(stream.AttachedSince!.Value, outage.From, outage.To);
        Assert.Equal(2, rig.UserNames.Count);
        Assert.Equal(2, rig.UserNames.Distinct().Count());
    }

    [Fact]
    public async Task What_is_in_hand_when_the_link_ends_does_not_come_again_and_is_settled()
    {
        using MessageRig rig = new(static options => options with { AckTimeout = TimeSpan.FromMilliseconds(300) }, new LinkFault(LinkFaultKind.Vanish, null, default));
        await using MessageSubscription stream = rig.Open();
        rig.Publish(3);
        MessageDelivery first = await MessageRig.NextAsync(stream);
        await MessageRig.UntilAsync(() => rig.Counts.Redelivered > 0);

        List<string?> others = await MessageRig.TakeAsync(stream, 2);
        first.Settle();

        Assert.Equal(["m2", "m3"], others.Order());
        await MessageRig.UntilAsync(() => rig.Counts.Settled == 3);
        Assert.Null(await stream.ReceiveAsync(TimeSpan.FromMilliseconds(500), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_reader_that_stops_to_read_stops_the_gateway()
    {
        using MessageRig rig = new();
        await using MessageSubscription stream = rig.Open();
        rig.Publish(10_000);
        for (int i = 0; i < 5; i++)
        {
            await MessageRig.NextAsync(stream);
        }

        await Task.Delay(200, TestContext.Current.CancellationToken);

        Assert.Equal(50, rig.Counts.Pushed);
    }

    /// <summary>The library asks for more by what is settled.</summary>
    [Fact]
    public async Task Messages_that_are_held_hold_up_none_behind_them()
    {
        using MessageRig rig = new();
        await using MessageSubscription stream = rig.Open(maxHeld: 500);
        rig.Publish(3_000);
        Queue<MessageDelivery> held = new();
        for (int i = 0; i < 3_000; i++)
        {
            held.Enqueue(await MessageRig.NextAsync(stream));
            if (held.Count > 500)
            {
                held.Dequeue().Settle();
            }
        }

        await MessageRig.UntilAsync(() => rig.Counts.Settled == 2_500);
    }

    [Fact]
    public async Task What_was_not_settled_is_given_back_at_once()
    {
        using MessageRig rig = new(static options => options with { AckTimeout = TimeSpan.FromMinutes(10) });
        rig.Publish(10);
        MessageSubscription first = rig.Open();
        Assert.Equal(["m1"], await MessageRig.TakeAsync(first, 1));
        MessageDelivery inHand = await MessageRig.NextAsync(first);
        await first.DisposeAsync();
        inHand.Settle();
        await first.DisposeAsync();

        await using MessageSubscription second = rig.Open();

        Assert.Equal(MessageRig.Ids(10).Skip(1).Order(), (await MessageRig.TakeAsync(second, 9)).Order());
    }

    /// <summary>The link is up and its heartbeats are answered. The new link brings what waited, so the old one was starved.</summary>
    [Fact]
    public async Task The_end_waits_once_for_a_gateway_that_no_longer_replies()
    {
        using MessageRig rig = new();
        using SilentRelay relay = new(rig.Endpoint);
        MessageSubscription stream = rig.Open(endpoint: relay.Endpoint);
        rig.Publish(1);
        await MessageRig.NextAsync(stream);
        relay.IsSilent = true;

        Stopwatch clock = Stopwatch.StartNew();
        await stream.DisposeAsync();

        // A second for the link, and none for its session and its connection.
        Assert.InRange(clock.Elapsed.TotalSeconds, 1, 3);
    }

    [Fact]
    public async Task A_link_without_messages_is_made_anew()
    {
        using MessageRig rig = new(null, new LinkFault(LinkFaultKind.Starve, null, TimeSpan.FromHours(1)));
        await using MessageSubscription stream = rig.Open(maxSilence: TimeSpan.FromSeconds(1));
        rig.Publish(3);
        await MessageRig.TakeAsync(stream, 3);
        rig.Publish(1, DateTimeOffset.UtcNow - TimeSpan.FromMinutes(1));

        Assert.Equal(["m4"], await MessageRig.TakeAsync(stream, 1));
        LinkOutage outage = Assert.Single(stream.TakeOutages());
        Assert.Contains("gave no messages", outage.Reason, StringComparison.Ordinal);
        Assert.Equal(stream.AttachedSince, outage.To);
    }

    [Fact]
    public async Task A_link_that_is_made_anew_for_nothing_was_never_away()
    {
        using MessageRig rig = new();
        await using MessageSubscription stream = rig.Open(maxSilence: TimeSpan.FromSeconds(0.5));
        await MessageRig.UntilAsync(() => stream.AttachedSince is not null);
        DateTimeOffset? since = stream.AttachedSince;
        await MessageRig.UntilAsync(() => rig.Counts.Attempts >= 2);
        rig.Publish(1);

        await MessageRig.TakeAsync(stream, 1);

        Assert.Empty(stream.TakeOutages());
        Assert.Equal(since, stream.AttachedSince);
    }

    [Theory]
    [InlineData("wrong", "g1", "MessageAccessRefused")]
    [InlineData("testsecret", "g2", "ConsumerGroupNotFound")]
    public async Task A_refusal_ends_the_reading(string secret, string group, string errorId)
    {
        using MessageRig rig = new();
        await using MessageSubscription stream = rig.Open(secret, group);

        MessageStreamException exception = await Assert.ThrowsAsync<MessageStreamException>(
            () => stream.ReceiveAsync(Patience.Limit, TestContext.Current.CancellationToken));

        Assert.Equal(errorId, exception.ErrorId);
        Assert.DoesNotContain(secret, exception.ToString(), StringComparison.Ordinal);
        Assert.Equal(1, rig.Counts.Attempts);
    }

    [Fact]
    public async Task A_group_with_too_many_readers_ends_the_reading()
    {
        using MessageRig rig = new(static options => options with { MaxClients = 1 });
        await using MessageSubscription first = rig.Open();
        await MessageRig.UntilAsync(() => first.AttachedSince is not null);
        await using MessageSubscription second = rig.Open();

        MessageStreamException exception = await Assert.ThrowsAsync<MessageStreamException>(
            () => second.ReceiveAsync(Patience.Limit, TestContext.Current.CancellationToken));

        Assert.Equal("ConsumerGroupFull", exception.ErrorId);
    }

    [Fact]
    public async Task A_port_that_nobody_listens_on_ends_the_reading_after_three_attempts()
    {
        using MessageRig rig = new();
        await using MessageSubscription stream = rig.Open(endpoint: new Uri("amqp://127.0.0.1:1"));

        MessageStreamException exception = await Assert.ThrowsAsync<MessageStreamException>(
            () => stream.ReceiveAsync(Patience.Limit, TestContext.Current.CancellationToken));

        Assert.Equal("GatewayUnreachable", exception.ErrorId);
    }

    /// <summary>Neither TLS nor AMQP ends by itself where a peer never answers.</summary>
    [Theory]
    [InlineData("amqp")]
    [InlineData("amqps")]
    public async Task A_peer_that_never_answers_is_given_up(string scheme)
    {
        using MessageRig rig = new();
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        await using MessageSubscription stream = rig.Open(
            endpoint: new Uri($"{scheme}://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}"), connectTimeout: TimeSpan.FromMilliseconds(200));

        MessageStreamException exception = await Assert.ThrowsAsync<MessageStreamException>(
            () => stream.ReceiveAsync(Patience.Limit, TestContext.Current.CancellationToken));

        Assert.Contains("no reply within 0.2 s", exception.Message, StringComparison.Ordinal);
    }

    /// <summary>The library sends half of what it is given. The server takes 30,000 to 300,000 ms on the wire.</summary>
    [Theory]
    [InlineData(29, false)]
    [InlineData(30, true)]
    [InlineData(40, true)]
    [InlineData(300, true)]
    [InlineData(301, false)]
    public async Task The_idle_time_out_on_the_wire_is_what_was_meant(int seconds, bool isTaken)
    {
        using MessageRig rig = new();
        rig.Publish(1);
        await using MessageSubscription stream = rig.Open(idleTimeout: TimeSpan.FromSeconds(seconds));

        if (isTaken)
        {
            Assert.Equal(["m1"], await MessageRig.TakeAsync(stream, 1));
        }
        else
        {
            await MessageRig.UntilAsync(() => rig.Counts.Refused >= 1);
            Assert.Equal(0, rig.Counts.Pushed);
        }
    }

    [Fact]
    public void A_group_is_read_once_on_a_machine()
    {
        AccessKey key = new("testid", new NetworkCredential(string.Empty, "testsecret").SecurePassword);
        Uri endpoint = new($"amqp://127.0.0.1:1/{Guid.NewGuid()}");
        using (GroupLock.Take(endpoint, key, "g1"))
        using (GroupLock.Take(endpoint, key, "g2"))
        {
            Assert.Equal("ConsumerGroupInUse", Assert.Throws<MessageStreamException>(() => GroupLock.Take(endpoint, key, "g1")).ErrorId);
        }

        GroupLock.Take(endpoint, key, "g1")?.Dispose();
    }
}
