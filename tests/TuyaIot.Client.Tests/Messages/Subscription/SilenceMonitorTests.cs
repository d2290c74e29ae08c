using System;
using Microsoft.Extensions.Time.Testing;
using TuyaIot.Messages.Subscription;
using Xunit;

namespace TuyaIot.Client.Tests.Messages.Subscription;

public sealed class SilenceMonitorTests
{
    private static readonly TimeSpan Max = TimeSpan.FromMinutes(2);

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2024, 11, 19, 10, 15, 0, TimeSpan.Zero));
    private readonly SilenceMonitor _monitor;

    public SilenceMonitorTests() => _monitor = new SilenceMonitor(_time, Max);

    [Fact]
    public void It_is_too_long_without_a_message_while_nothing_is_in_hand()
    {
        _time.Advance(Max - TimeSpan.FromSeconds(1));
        Assert.False(_monitor.IsTooLong(isWaiting: true));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(_monitor.IsTooLong(isWaiting: true));

        // With something in hand the time begins again.
        Assert.False(_monitor.IsTooLong(isWaiting: false));
        Assert.False(_monitor.IsTooLong(isWaiting: true));
    }

    [Fact]
    public void A_message_and_a_new_link_begin_the_time_again()
    {
        _time.Advance(Max);
        _monitor.Begin();
        Assert.False(_monitor.IsTooLong(isWaiting: true));

        _time.Advance(Max);
        _monitor.Hear(generatedAt: null);
        Assert.False(_monitor.IsTooLong(isWaiting: true));
    }

    /// <summary>The first message tells how far the clocks are apart, in seconds; the next one comes on the new link.</summary>
    [Theory]
    [InlineData(0, 60, true)]
    [InlineData(0, 11, true)]
    [InlineData(0, 10, false)]
    [InlineData(0, 0, false)]
    [InlineData(0, -30, false)]
    [InlineData(3_600, 3_660, true)]
    [InlineData(3_600, 3_605, false)]
    [InlineData(-3_600, -3_540, true)]
    [InlineData(-3_600, -3_600, false)]
    public void A_message_that_had_been_waiting_shows_that_the_link_before_was_starved(int usualLag, int secondsBeforeTheLink, bool isStarved)
    {
        DateTimeOffset heard = _time.GetUtcNow();
        Assert.Null(_monitor.Hear(heard - TimeSpan.FromSeconds(usualLag)));
        _time.Advance(Max);
        _monitor.Renew();
        DateTimeOffset renewed = _time.GetUtcNow();

        (DateTimeOffset From, DateTimeOffset To)? starved = _monitor.Hear(renewed - TimeSpan.FromSeconds(secondsBeforeTheLink));

        Assert.Equal(isStarved ? (heard, renewed) : null, starved);
    }

    [Fact]
    public void A_message_without_a_time_shows_nothing_and_the_next_one_neither()
    {
        _time.Advance(Max);
        _monitor.Renew();

        Assert.Null(_monitor.Hear(generatedAt: null));
        Assert.Null(_monitor.Hear(_time.GetUtcNow() - TimeSpan.FromMinutes(1)));
    }

    /// <summary>Without a usual lag the clocks are taken to agree.</summary>
    [Fact]
    public void The_first_message_of_all_may_show_it()
    {
        DateTimeOffset began = _time.GetUtcNow();
        _time.Advance(Max);
        _monitor.Renew();

        Assert.Equal((began, _time.GetUtcNow()), _monitor.Hear(_time.GetUtcNow() - TimeSpan.FromMinutes(1)));
    }
}
