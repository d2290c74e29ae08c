using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;
using TuyaIot.Client.Tests.Support;
using TuyaIot.Messages;
using TuyaIot.Messages.Subscription;
using TuyaIot.Signing;
using TuyaIot.Simulator.Amqp;
using TuyaIot.Tests.Servers;
using TuyaIot.Transport;
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

    /// <summary>A gateway may attach a link before it looks at who asked for it.</summary>
    [Theory]
    [InlineData("amqp:unauthorized-access", "MessageAccessRefused")]
    [InlineData("amqp:not-found", "ConsumerGroupNotFound")]
    public async Task A_refusal_right_after_the_link_was_attached_ends_the_reading(string condition, string errorId)
    {
        using ScriptedBroker broker = new(ScriptedBroker.Attached, ScriptedBroker.Detached(condition));
        using MessageRig rig = new();
        await using MessageSubscription stream = rig.Open(endpoint: broker.Endpoint);

        MessageStreamException exception = await Assert.ThrowsAsync<MessageStreamException>(
            () => stream.ReceiveAsync(Patience.Limit, TestContext.Current.CancellationToken));

        Assert.Equal((errorId, 1), (exception.ErrorId, broker.Attempts));
    }

    [Fact]
    public async Task The_same_error_after_ten_seconds_is_a_break()
    {
        FastTime time = new(100);
        using MessageRig rig = new(
            static options => options with { AckTimeout = TimeSpan.FromMilliseconds(300) }, new LinkFault(LinkFaultKind.Detach, "amqp:unauthorized-access", default));
        await using MessageSubscription stream = rig.Open(time: time, connectTimeout: TimeSpan.FromHours(5), maxSilence: TimeSpan.FromHours(5));
        rig.Publish(2);
        await MessageRig.TakeAsync(stream, 2);
        DateTimeOffset longEnough = stream.AttachedSince!.Value + TimeSpan.FromSeconds(11);
        await MessageRig.UntilAsync(() => time.GetUtcNow() > longEnough);

        rig.Publish(2);

        Assert.Equal(["m3", "m4"], (await MessageRig.TakeAsync(stream, 2)).Order());
        Assert.Contains("unauthorized-access", Assert.Single(stream.TakeOutages()).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_that_is_ended_without_a_reason_each_time_is_tried_three_times()
    {
        using ScriptedBroker broker = new(ScriptedBroker.Refused);
        using MessageRig rig = new();
        await using MessageSubscription stream = rig.Open(endpoint: broker.Endpoint, time: new FastTime(10));

        MessageStreamException exception = await Assert.ThrowsAsync<MessageStreamException>(
            () => stream.ReceiveAsync(Patience.Limit * 10, TestContext.Current.CancellationToken));

        Assert.Equal(("GatewayUnreachable", 3), (exception.ErrorId, broker.Attempts));
        Assert.Contains("The gateway ended the link without a reason.", exception.Message, StringComparison.Ordinal);
    }

    /// <summary>The library closes a connection without a frame after twice the time, and says so no sooner than 20 seconds later.</summary>
    [Fact]
    public async Task A_gateway_that_gives_no_sign_of_life_is_left()
    {
        using ScriptedBroker broker = new(ScriptedBroker.Attached);
        using MessageRig rig = new();
        await using MessageSubscription stream = rig.Open(
            endpoint: broker.Endpoint, idleTimeout: TimeSpan.FromMilliseconds(500), connectTimeout: TimeSpan.FromHours(5), time: new FastTime(10));

        List<LinkOutage> outages = [];
        await MessageRig.UntilAsync(() =>
        {
            outages.AddRange(stream.TakeOutages());
            return outages.Count > 0;
        });

        Assert.Equal("nothing came from the gateway, not even a sign of life", outages[0].Reason);
        Assert.InRange(broker.Attempts, 2, int.MaxValue);

        // The end need not wait for its replies.
        broker.Dispose();
    }

    [Fact]
    public async Task Messages_without_an_id_are_all_taken_for_new()
    {
        using ScriptedBroker broker = new(
            ScriptedBroker.Attached,
            ScriptedBroker.Pushed(1, new Amqp.Message("a")),
            ScriptedBroker.Pushed(2, new Amqp.Message("a")),
            ScriptedBroker.Pushed(3, new Amqp.Message("a") { Properties = new Amqp.Framing.Properties { MessageId = string.Empty } }),
            ScriptedBroker.Pushed(4, new Amqp.Message("a") { Properties = new Amqp.Framing.Properties { MessageId = "m1" } }),
            ScriptedBroker.Pushed(5, new Amqp.Message("a") { Properties = new Amqp.Framing.Properties { MessageId = "m1" } }),
            ScriptedBroker.Pushed(6, new Amqp.Message("a") { Properties = new Amqp.Framing.Properties { MessageId = "m2" } }));
        using MessageRig rig = new();
        await using MessageSubscription stream = rig.Open(endpoint: broker.Endpoint);

        Assert.Equal([null, null, string.Empty, "m1", "m2"], await MessageRig.TakeAsync(stream, 5));

        // The end need not wait for its replies.
        broker.Dispose();
    }

    /// <summary>More than can be pushed again within the time are not remembered, so that memory does not grow.</summary>
    [Fact]
    public async Task The_latest_32768_messages_are_known_by_their_ids()
    {
        using MessageRig rig = new();
        await using MessageSubscription stream = rig.Open();
        rig.Publish(32_769);
        await MessageRig.TakeAsync(stream, 32_769);

        rig.PublishAgain(2, 32_769, 1);

        Assert.Equal(["m1"], await MessageRig.TakeAsync(stream, 1));
        await MessageRig.UntilAsync(() => rig.Counts.Settled == 32_772);
    }

    [Fact]
    public async Task A_renewal_that_fails_is_a_break_and_is_tried_again_until_it_succeeds()
    {
        using MessageRig rig = new();
        using RefusingRelay relay = new(rig.Endpoint);
        await using MessageSubscription stream = rig.Open(
            endpoint: relay.Endpoint, maxSilence: TimeSpan.FromSeconds(1), connectTimeout: TimeSpan.FromHours(5), time: new FastTime(20));
        await MessageRig.UntilAsync(() => stream.AttachedSince is not null);

        relay.IsRefusing = true;
        await MessageRig.UntilAsync(() => relay.Refused > 4);
        Assert.Null(stream.AttachedSince);
        Assert.Empty(stream.TakeOutages());
        relay.IsRefusing = false;
        await MessageRig.UntilAsync(() => stream.AttachedSince is not null);

        LinkOutage outage = Assert.Single(stream.TakeOutages());
        Assert.Equal("the connection could not be renewed", outage.Reason);
        Assert.Equal(stream.AttachedSince, outage.To);
    }

    [Fact]
    public async Task Of_many_breaks_the_latest_hundred_are_told()
    {
        LinkFault[] faults = [.. Enumerable.Range(1, 103).Select(static number => new LinkFault(LinkFaultKind.Detach, $"break-{number:000}", default))];
        using MessageRig rig = new(static options => options with { AckTimeout = TimeSpan.FromMinutes(10), MaxAttempts = int.MaxValue }, faults);
        await using MessageSubscription stream = rig.Open(
            time: new FastTime(5_000), connectTimeout: TimeSpan.FromHours(1_000), maxSilence: TimeSpan.FromHours(1_000));
        rig.Publish(3 * faults.Length);

        await MessageRig.UntilAsync(() => rig.Counts.Attempts == 104 && stream.AttachedSince is not null);

        // With so fast a clock a link is sometimes seen to be closed before it has said why.
        IReadOnlyList<LinkOutage> outages = stream.TakeOutages();
        Assert.Equal(100, outages.Count);
        Assert.Equal(outages.OrderBy(static outage => outage.From), outages);
        Assert.DoesNotContain(outages, static outage => string.CompareOrdinal(outage.Reason, "break-004") < 0);
        Assert.Contains(outages, static outage => outage.Reason.StartsWith("break-1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task After_the_end_there_is_no_message()
    {
        using MessageRig rig = new();
        MessageSubscription stream = rig.Open();
        Task<MessageDelivery?> waiting = stream.ReceiveAsync(Patience.Limit, TestContext.Current.CancellationToken);

        await stream.DisposeAsync();

        Assert.Null(await waiting);
        Assert.Null(await stream.ReceiveAsync(Patience.Limit, TestContext.Current.CancellationToken));
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

    [Fact]
    public void Options_as_text_have_neither_the_key_nor_the_token()
    {
        SubscriptionOptions options = new()
        {
            Endpoint = new Uri("amqps://gateway:5671"),
            AccessKey = Sample.Key,
            GroupId = "g1",
            ClientId = "c1",
            SecurityToken = "a-token",
            Security = new RpcOptions { Endpoint = new Uri("https://unused") },
        };

        Assert.Equal("g1 at amqps://gateway:5671/", options.ToString());
    }
}
