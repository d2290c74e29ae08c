using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Time.Testing;
using TuyaIot.Client.Tests.Support;
using TuyaIot.Delivery;
using TuyaIot.Replies;
using Xunit;

namespace TuyaIot.Client.Tests.Delivery;

public sealed class PacerTests
{
    private static readonly Verdict Throttled = Verdict.Refused(RejectionReason.Throttled);

    private readonly FakeTimeProvider _time = new();
    private readonly Pacer _pacer;

    public PacerTests() => _pacer = new Pacer(_time);

    [Fact]
    public async Task No_second_ever_sees_more_than_the_rate_however_late_a_request_leaves()
    {
        List<double> released = [];
        Random late = new(7);
        for (int i = 0; i < 200; i++)
        {
            released.Add(await NextAsync(10));
            _time.Advance(TimeSpan.FromMilliseconds(late.Next(0, 200)));
        }

        Assert.All(released, start => Assert.True(released.Count(other => other >= start && other < start + 1) <= 10));
    }

    [Fact]
    public async Task A_hundred_requests_at_ten_a_second_take_ten_seconds_and_hardly_more()
    {
        await NextAsync(10);
        for (int i = 1; i < 100; i++)
        {
            await NextAsync(10);
        }

        Assert.InRange(Seconds, 9.9, 10.2);
    }

    [Fact]
    public async Task Timers_that_tick_every_16_ms_cost_no_throughput()
    {
        for (int i = 0; i < 100; i++)
        {
            await NextAsync(10, tick: 16);
        }

        Assert.InRange(Seconds, 9.9, 10.2);
    }

    [Fact]
    public async Task After_a_pause_no_burst_makes_up_for_it()
    {
        await NextAsync(10);
        _time.Advance(TimeSpan.FromMinutes(1));
        double first = await NextAsync(10);
        for (int i = 1; i < 10; i++)
        {
            await NextAsync(10);
        }

        Assert.True(Seconds - first > 0.7);
    }

    [Fact]
    public async Task The_second_request_waits_for_an_interval_after_the_first_answer()
    {
        double first = await _pacer.WaitAsync(10, isRepeated: false, CancellationToken.None);
        _time.Advance(TimeSpan.FromMilliseconds(70));
        _pacer.Report(Verdict.Accepted, new RpcReply(), first, 10);
        Assert.InRange(await NextAsync(10), 0.17, 0.18);
    }

    [Fact]
    public async Task Later_answers_hold_nobody_back()
    {
        double first = await _pacer.WaitAsync(10, isRepeated: false, CancellationToken.None);
        _time.Advance(TimeSpan.FromMilliseconds(70));
        _pacer.Report(Verdict.Accepted, new RpcReply(), first, 10);
        double second = await NextAsync(10);
        _time.Advance(TimeSpan.FromMilliseconds(70));
        _pacer.Report(Verdict.Accepted, new RpcReply(), second, 10);
        Assert.InRange(await NextAsync(10) - second, 0.09, 0.11);
    }

    [Fact]
    public async Task A_wait_is_one_timer()
    {
        TestTime time = new();
        Pacer pacer = new(time);
        await pacer.WaitAsync(1, isRepeated: false, CancellationToken.None);
        await pacer.WaitAsync(1, isRepeated: false, CancellationToken.None);
        Assert.Equal([TimeSpan.FromMilliseconds(1002)], time.Waits);
    }

    [Fact]
    public async Task One_who_was_stopped_before_gets_no_turn_where_nobody_waits() => await Assert.ThrowsAnyAsync<OperationCanceledException>(
        () => _pacer.WaitAsync(0, isRepeated: false, new CancellationToken(canceled: true)));

    [Fact]
    public async Task A_wish_of_the_server_holds_everybody_back()
    {
        double first = await _pacer.WaitAsync(10, isRepeated: false, CancellationToken.None);
        _pacer.Report(Throttled, new RpcReply { RetryAfter = TimeSpan.FromSeconds(7) }, first, 10);
        Assert.InRange(await NextAsync(10), 7, 7.2);
    }

    [Fact]
    public async Task A_wish_beyond_reason_is_cut_to_a_minute()
    {
        double first = await _pacer.WaitAsync(10, isRepeated: false, CancellationToken.None);
        _pacer.Report(Throttled, new RpcReply { RetryAfter = TimeSpan.FromDays(1) }, first, 10);
        Assert.InRange(await NextAsync(10), 60, 60.2);
    }

    [Fact]
    public async Task One_who_is_stopped_while_waiting_leaves_the_turn_to_the_next()
    {
        await NextAsync(1);
        using CancellationTokenSource stop = new();
        Task stopped = _pacer.WaitAsync(1, isRepeated: false, stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stopped);
        Assert.InRange(await NextAsync(1), 1, 1.02);
    }

    [Fact]
    public async Task A_throttled_request_goes_before_newcomers()
    {
        await NextAsync(10);
        List<string> order = [];
        List<Task> waiting = [.. Enumerable.Range(1, 20).Select(number => WaitAsync($"newcomer {number}", isRepeated: false))];
        waiting.Add(WaitAsync("throttled", isRepeated: true));
        while (!waiting.TrueForAll(static task => task.IsCompleted))
        {
            _time.Advance(TimeSpan.FromMilliseconds(1));
            await Task.Yield();
        }

        Assert.Equal(["newcomer 1", "throttled", "newcomer 2"], order.Take(3));

        async Task WaitAsync(string name, bool isRepeated)
        {
            await _pacer.WaitAsync(10, isRepeated, CancellationToken.None);
            order.Add(name);
        }
    }

    [Fact]
    public async Task Fifty_who_share_a_pace_get_the_same_number_of_turns()
    {
        int[] turns = new int[50];
        using CancellationTokenSource end = new();
        Task[] all = [.. Enumerable.Range(0, turns.Length).Select(SendAsync)];
        for (int tick = 0; tick < 100_000 && turns.Sum() < 1000; tick++)
        {
            _time.Advance(TimeSpan.FromMilliseconds(10));
            await Task.Yield();
        }

        await end.CancelAsync();
        await Task.WhenAll(all);
        Assert.InRange(turns.Max() - turns.Min(), 0, 2);

        async Task SendAsync(int number)
        {
            try
            {
                while (true)
                {
                    await _pacer.WaitAsync(10, isRepeated: false, end.Token);
                    turns[number]++;
                }
            }
            catch (OperationCanceledException)
            {
                // The test has ended.
            }
        }
    }

    [Fact]
    public async Task Without_a_rate_nobody_waits_until_the_gateway_throttles()
    {
        double released = 0;
        for (int i = 0; i < 1000; i++)
        {
            released = await _pacer.WaitAsync(0, isRepeated: false, CancellationToken.None);
            _pacer.Report(i < 999 ? Verdict.Accepted : Throttled, new RpcReply(), released, 0);
        }

        Assert.Equal(0, released);
        await NextAsync(0);
        Assert.InRange(await NextAsync(0), 0.001, 1.1);
    }

    [Fact]
    public void One_key_and_action_share_a_pacer_and_others_have_their_own()
    {
        Uri endpoint = new("https://gateway.example:8686/");
        PacerRegistry registry = new(_time);
        Pacer pacer = registry.Get(endpoint, "id", "InvokeThingsService");
        Assert.Same(pacer, registry.Get(new Uri("https://gateway.example:8686"), "id", "InvokeThingsService"));
        Assert.NotSame(pacer, registry.Get(endpoint, "other", "InvokeThingsService"));
        Assert.NotSame(pacer, registry.Get(endpoint, "id", "SetDevicesProperty"));
    }

    [Fact]
    public async Task A_pacer_that_is_idle_for_an_hour_goes_and_one_in_use_stays()
    {
        Uri endpoint = new("https://gateway.example:8686/");
        PacerRegistry registry = new(_time);
        Pacer idle = registry.Get(endpoint, "idle", "Pub");
        Pacer waited = registry.Get(endpoint, "waited", "Pub");
        await waited.WaitAsync(0.0001, isRepeated: false, CancellationToken.None);
        _time.Advance(TimeSpan.FromMinutes(59));
        registry.Get(endpoint, "new", "Pub");
        Assert.Same(idle, registry.Get(endpoint, "idle", "Pub"));

        // Its next turn is three hours away, and somebody may be waiting for it.
        _time.Advance(TimeSpan.FromMinutes(2));
        registry.Get(endpoint, "newer", "Pub");
        Assert.NotSame(idle, registry.Get(endpoint, "idle", "Pub"));
        Assert.Same(waited, registry.Get(endpoint, "waited", "Pub"));
    }

    private double Seconds => (_time.GetUtcNow() - _time.Start).TotalSeconds;

    /// <summary>Lets simulated time pass, a tick at a time, until the turn comes.</summary>
    private async Task<double> NextAsync(double perSecond, int tick = 1)
    {
        Task<double> turn = _pacer.WaitAsync(perSecond, isRepeated: false, CancellationToken.None);
        while (!turn.IsCompleted)
        {
            _time.Advance(TimeSpan.FromMilliseconds(tick));
        }

        return await turn;
    }
}
