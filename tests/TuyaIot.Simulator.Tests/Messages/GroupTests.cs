using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Amqp;
using TuyaIot.Simulator.Tests.Support;
using Xunit;

namespace TuyaIot.Simulator.Tests.Messages;

/// <summary>What becomes of a message between its group and its clients.</summary>
public sealed class GroupTests
{
    private static readonly TimeSpan AckTimeout = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_message_that_nobody_settles_is_pushed_again_after_30_s()
    {
        using MessageFixture fixture = new();
        using MessageClient client = await MessageClient.OpenAsync(fixture.Simulator);
        await fixture.InvokeAsync("d1");
        string id = MessageClient.IdOf(await client.ReceiveAsync());

        fixture.Time.Advance(AckTimeout - TimeSpan.FromSeconds(1));
        Assert.Null(await client.TryReceiveAsync());
        fixture.Time.Advance(TimeSpan.FromSeconds(1));
        Message again = await client.ReceiveAsync();
        Assert.Equal(id, MessageClient.IdOf(again));
        client.Link.Accept(again);
        await SettledAsync(fixture, 1);
        fixture.Time.Advance(AckTimeout);
        Assert.Null(await client.TryReceiveAsync());
        Assert.Equal(1, fixture.Simulator.MessageCounts!.Pushed);
        Assert.Equal(1, fixture.Simulator.MessageCounts.Redelivered);
    }

    [Fact]
    public async Task A_released_message_is_pushed_again_at_once()
    {
        using MessageFixture fixture = new();
        using MessageClient client = await MessageClient.OpenAsync(fixture.Simulator);
        await fixture.InvokeAsync("d1");
        Message message = await client.ReceiveAsync();
        client.Link.Release(message);

        Assert.Equal(MessageClient.IdOf(message), MessageClient.IdOf(await client.ReceiveAsync()));
    }

    [Fact]
    public async Task What_a_client_that_went_had_not_settled_comes_again_when_its_time_is_over()
    {
        using MessageFixture fixture = new();
        string id;
        using (MessageClient first = await MessageClient.OpenAsync(fixture.Simulator))
        {
            await fixture.InvokeAsync("d1");
            id = MessageClient.IdOf(await first.ReceiveAsync());
            await first.Connection.CloseAsync().WithTestTimeout();
        }

        using MessageClient next = await MessageClient.OpenAsync(fixture.Simulator);
        Assert.Null(await next.TryReceiveAsync());
        fixture.Time.Advance(AckTimeout);
        Assert.Equal(id, MessageClient.IdOf(await next.ReceiveAsync()));
    }

    [Fact]
    public async Task Messages_wait_for_a_client()
    {
        using MessageFixture fixture = new();
        await fixture.InvokeAsync("d1", "d2");
        Assert.Equal(2, fixture.Simulator.MessageCounts!.Waiting);
        using MessageClient client = await MessageClient.OpenAsync(fixture.Simulator);

        Assert.Equal("d1", (await client.TakeAsync()).Body.GetProperty("deviceName").GetString());
        Assert.Equal("d2", (await client.TakeAsync()).Body.GetProperty("deviceName").GetString());
    }

    [Fact]
    public async Task A_client_gets_no_more_than_its_credit()
    {
        using MessageFixture fixture = new();
        await fixture.InvokeAsync("d1", "d2", "d3");
        using MessageClient client = await MessageClient.OpenAsync(fixture.Simulator, credit: 0);
        client.Link.SetCredit(2, CreditMode.Manual);
        await client.ReceiveAsync();
        await client.ReceiveAsync();

        Assert.Null(await client.TryReceiveAsync());
        Assert.Equal(2, fixture.Simulator.MessageCounts!.Pushed);
    }

    [Fact]
    public async Task Members_of_a_group_share_its_messages()
    {
        using MessageFixture fixture = new();
        using MessageClient first = await MessageClient.OpenAsync(fixture.Simulator, credit: 200);
        using MessageClient second = await MessageClient.OpenAsync(fixture.Simulator, credit: 200);
        HashSet<string> seen = [];
        await fixture.InvokeAsync("first");
        await fixture.InvokeAsync([.. Enumerable.Range(1, 99).Select(static i => FormattableString.Invariant($"d{i}"))]);
        int[] shares = [await CountAsync(first, seen), await CountAsync(second, seen)];

        // Which of the two is attached first is open, so that the first messages may be one's alone.
        Assert.Equal(100, shares.Sum());
        Assert.Equal(100, seen.Count);
        Assert.All(shares, static share => Assert.InRange(share, 20, 80));
    }

    [Fact]
    public async Task Each_group_gets_its_own_copy()
    {
        using MessageFixture fixture = new(configure: static options => options.ConsumerGroupId = ["g1", "g2"]);
        await fixture.InvokeAsync("d1");
        using MessageClient first = await MessageClient.OpenAsync(fixture.Simulator, "g1");
        using MessageClient second = await MessageClient.OpenAsync(fixture.Simulator, "g2");

        Assert.Equal("g1", fixture.Simulator.ConsumerGroupId);
        Assert.Equal(MessageClient.IdOf(await first.ReceiveAsync()), MessageClient.IdOf(await second.ReceiveAsync()));
    }

    [Fact]
    public async Task The_oldest_messages_are_dropped_where_too_many_wait()
    {
        using MessageFixture fixture = new(configure: static options => options.MessageCapacity = 2);
        await fixture.InvokeAsync("d1", "d2", "d3");
        Assert.Equal(1, fixture.Simulator.MessageCounts!.Dropped);
        using MessageClient client = await MessageClient.OpenAsync(fixture.Simulator);

        Assert.Equal("d2", (await client.TakeAsync()).Body.GetProperty("deviceName").GetString());
    }

    [Fact]
    public void Without_a_group_there_are_no_messages()
    {
        using IotSimulator simulator = TestSimulator.Start();

        Assert.Null(simulator.MessageEndpoint);
        Assert.Null(simulator.ConsumerGroupId);
        Assert.Null(simulator.MessageCounts);
    }

    [Theory]
    [InlineData("a", "a")]
    [InlineData("a|b")]
    [InlineData("a,b")]
    [InlineData("")]
    public void A_group_that_no_user_name_can_name_is_refused(params string[] groups) =>
        Assert.Throws<SimulatorException>(() => TestSimulator.Start(options => options.ConsumerGroupId = groups));

    internal static async Task SettledAsync(MessageFixture fixture, long count)
    {
        using System.Threading.CancellationTokenSource timeout = new(TestTimeout.Limit);
        while (fixture.Simulator.MessageCounts!.Settled < count)
        {
            await Task.Delay(5, timeout.Token);
        }
    }

    private static async Task<int> CountAsync(MessageClient client, HashSet<string> seen)
    {
        int count = 0;
        while (await client.TryReceiveAsync(500) is { } message)
        {
            client.Link.Accept(message);
            seen.Add(MessageClient.IdOf(message));
            count++;
        }

        return count;
    }
}
