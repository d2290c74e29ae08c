using System;
using TuyaIot.Delivery;
using Xunit;

namespace TuyaIot.Client.Tests.Delivery;

/// <summary>Each rule of the pace by itself, with replies at exact times. That the rules together come close to the best pace is in PaceTests.</summary>
public sealed class PaceRuleTests
{
    /// <summary>Between two requests of a rate.</summary>
    private const double Stretch = 1.002;

    private readonly Pace _pace = new();
    private double _ceiling = 10;
    private double _now;

    [Fact]
    public void Requests_that_leave_in_time_leave_evenly()
    {
        for (int i = 0; i < 30; i++)
        {
            Assert.Equal(i * Stretch / 10, _pace.Due, 1e-9);
            _pace.Release(_pace.Due, 10);
        }
    }

    [Fact]
    public void A_request_that_leaves_late_is_made_up_for_within_limits()
    {
        _pace.Release(0, 10);
        _pace.Release(0.15, 10);
        Assert.Equal(2 * 0.1002, _pace.Due, 1e-9);

        // A second late: a fifth of an interval is kept, and the rest is not made up for.
        _pace.Release(1.2004, 10);
        Assert.Equal(1.2004 + (0.2 * 0.1002), _pace.Due, 1e-9);
        _pace.Release(_pace.Due, 10);
        Assert.Equal(1.2004 + (1.2 * 0.1002), _pace.Due, 1e-9);
    }

    [Fact]
    public void At_a_low_rate_no_more_than_a_fifth_of_a_second_is_made_up_for()
    {
        _pace.Release(0, 2);
        _pace.Release(0.501 + 0.3, 2);
        Assert.Equal(0.501 + 0.1 + 0.501, _pace.Due, 1e-9);
    }

    /// <summary>The first one left late, so that the eleventh would leave within a second of it.</summary>
    [Fact]
    public void The_request_after_a_whole_seconds_worth_waits_for_the_end_of_that_second()
    {
        _pace.Release(0.08, 10);
        for (int i = 1; i < 10; i++)
        {
            Assert.Equal(i * 0.1002, _pace.Due, 1e-9);
            _pace.Release(_pace.Due, 10);
        }

        Assert.Equal(0.08 + (10 * 0.1002), _pace.Due, 1e-9);
        _pace.Release(_pace.Due, 10);
        Assert.Equal(0.08 + (11 * 0.1002), _pace.Due, 1e-9);
    }

    [Theory]
    [InlineData(10, 9.6)]
    [InlineData(4, 3.84)]
    [InlineData(50, 49.6)]
    public void A_refusal_takes_a_few_percent_off_and_above_ten_a_second_less(double ceiling, double rate)
    {
        _ceiling = ceiling;
        Report(refused: true, at: 1);

        Assert.Equal(rate, Rate, 1e-6);
    }

    [Fact]
    public void Any_other_reply_adds_a_twentieth_of_that()
    {
        Report(refused: true, at: 1);
        Report(refused: false, at: 1.1);
        Assert.Equal(9.6 * (1 + (0.04 * 0.055)), Rate, 1e-9);

        for (int i = 0; i < 100; i++)
        {
            Report(refused: false, at: 1.2 + (0.1 * i));
        }

        Assert.Equal(10, Rate, 1e-9);
    }

    [Fact]
    public void The_rate_never_falls_below_one_in_four_seconds()
    {
        for (int i = 1; i <= 200; i++)
        {
            Report(refused: true, at: i, releasedAt: 0);
        }

        Assert.Equal(0.25, Rate, 1e-9);
    }

    [Theory]
    [InlineData(1.35, 4, 4.4237, 4.9623)]
    [InlineData(1.30, 4, 8.4935, 8.4935)]
    [InlineData(1.35, 5, 8.4935, 8.4935)]
    public void Where_nearly_half_of_a_seconds_replies_are_refusals_of_requests_at_the_present_rate_it_drops_and_returns(
        double releasedAt, int accepted, double dropped, double returned)
    {
        for (int i = 0; i < accepted; i++)
        {
            Report(refused: false, at: 1 + (0.01 * i));
        }

        Report(refused: true, at: 1.1);
        Report(refused: true, at: 1.2);
        Report(refused: true, at: 1.3);
        Assert.Equal(10 * 0.96 * 0.96 * 0.96, Rate, 1e-9);
        Report(refused: true, at: 1.4, releasedAt);
        Assert.Equal(dropped, Rate, 1e-4);
        Report(refused: false, at: 1.5);
        Assert.Equal(returned, Rate, 1e-4);
    }

    [Fact]
    public void It_drops_to_what_was_accepted_where_that_is_more_than_half_and_once_a_second()
    {
        Accept(perSecond: 8, from: 0, to: 2);
        for (int i = 1; i <= 8; i++)
        {
            Report(refused: true, at: 2 + (0.01 * i), releasedAt: 1.995 + (0.01 * i));
        }

        // Eight accepted and eight refused: the seventh refusal was the first that made up 45 %.
        double before = 10 * Math.Pow(0.96, 6);
        Assert.Equal(Math.Max(before / 2, Math.Min(before, 8 * 0.95)) * 0.96, Rate, 1e-9);
    }

    [Fact]
    public void The_most_that_was_accepted_within_a_second_is_the_quota()
    {
        _ceiling = 8.5;
        Accept(perSecond: 8, from: 0, to: 4);
        Report(refused: true, at: 4);
        Report(refused: true, at: 4);
        Assert.Equal(8.5 * 0.96 * 0.96, Rate, 1e-9);
        Accept(perSecond: 8, from: 4, to: 17);

        Assert.Equal(8 * 0.995, Rate, 1e-9);
    }

    [Fact]
    public void Where_more_is_accepted_later_the_rate_may_grow_to_that()
    {
        _ceiling = 20;
        Accept(perSecond: 8, from: 0, to: 4);
        for (int i = 0; i < 30; i++)
        {
            Report(refused: true, at: 4, releasedAt: 0);
        }

        double before = Rate;
        Assert.InRange(before, 7, 9);
        Accept(perSecond: 16, from: 4, to: 9);
        Assert.InRange(Rate, before * 1.1, 16 * 0.995);
    }

    [Fact]
    public void After_14_seconds_without_a_refusal_more_is_tried_and_a_refusal_takes_it_back()
    {
        Accept(perSecond: 8, from: 0, to: 4);
        Report(refused: true, at: 4);
        Accept(perSecond: 8, from: 4, to: 18);
        Assert.Equal(9.6, Rate, 1e-9);
        Report(refused: false, at: 18.0625);
        Assert.Equal(10, Rate, 1e-9);

        Report(refused: true, at: 18.125);
        Assert.Equal(9.6, Rate, 1e-9);

        // What is refused within the next second left at the rate of the probe.
        Report(refused: true, at: 19.125);
        Assert.Equal(9.6, Rate, 1e-9);
        Report(refused: true, at: 19.25);
        Assert.Equal(9.6 * 0.96, Rate, 1e-9);
    }

    [Fact]
    public void What_was_accepted_during_a_probe_is_kept()
    {
        _ceiling = 20;
        Accept(perSecond: 8, from: 0, to: 4);
        for (int i = 0; i < 28; i++)
        {
            Report(refused: true, at: 4, releasedAt: 0);
        }

        double rate = Rate;
        Assert.InRange(rate, 8, 12);
        Accept(perSecond: 16, from: 4, to: 18);
        double before = Rate;
        Report(refused: false, at: 18.0625);
        Assert.Equal((before + 0.022) * 1.08, Rate, 1e-6);
        Report(refused: true, at: 18.125);

        // Fifteen were accepted in the second before.
        Assert.True(before < 14.25 && before * 1.08 > 14.25);
        Assert.Equal(15 * 0.95, Rate, 1e-6);
    }

    [Theory]
    [InlineData(3.5, 9.62112)]
    [InlineData(4.0, 9.62112)]
    [InlineData(4.5, 9.6969)]
    public void After_seconds_in_which_everything_was_refused_nothing_is_known_any_more(double refusedAt, double rate)
    {
        Report(refused: false, at: 1);
        Report(refused: true, at: refusedAt);
        Report(refused: false, at: refusedAt + 0.1);

        Assert.Equal(rate, Rate, 1e-4);
    }

    /// <summary>A gateway that took more than twice as much before is probed sooner and by more.</summary>
    [Fact]
    public void Where_far_more_was_accepted_before_more_is_tried_after_five_seconds()
    {
        _ceiling = 20;
        Accept(perSecond: 16, from: 0, to: 4);
        for (int i = 1; i <= 60; i++)
        {
            Report(refused: true, at: 4 + (i / 32.0));
        }

        double low = Rate;
        Assert.InRange(low, 0.25, 7);
        double end = 4 + (60 / 32.0);
        Report(refused: false, at: end + 4.9);
        double returned = Rate;
        Report(refused: false, at: end + 4.95);
        Assert.InRange(Rate / returned, 1, 1.19);
        returned = Rate;
        Report(refused: false, at: end + 5.1);
        Assert.InRange(Rate / returned, 1.2, 1.4);
    }

    [Fact]
    public void Without_a_rate_that_was_asked_for_the_first_refusal_measures_one()
    {
        _ceiling = double.PositiveInfinity;
        Assert.True(_pace.IsFree(0, _ceiling));
        Accept(perSecond: 16, from: 0, to: 1.25);
        Assert.True(_pace.IsFree(1.25, _ceiling));
        Report(refused: true, at: 1.25);

        // Sixteen within the last second, the first of them 15/16 of a second ago.
        double measured = 16 / 0.9375;
        Assert.Equal(1.25 + (Stretch / measured), _pace.Due, 1e-9);
        Assert.Equal(measured * (1 - (0.04 * 10 / measured)), Rate, 1e-9);
        Assert.False(_pace.IsFree(100, _ceiling));
    }

    [Fact]
    public void Without_a_rate_and_without_an_accepted_request_it_begins_with_ten_a_second()
    {
        _ceiling = double.PositiveInfinity;
        Report(refused: true, at: 0);

        Assert.Equal(Stretch / 10, _pace.Due, 1e-9);
        Assert.Equal(9.6, Rate, 1e-9);
    }

    [Fact]
    public void A_burst_that_was_accepted_measures_no_more_than_a_thousand_a_second()
    {
        _ceiling = double.PositiveInfinity;
        for (int i = 0; i < 10; i++)
        {
            Report(refused: false, at: 0);
        }

        Report(refused: true, at: 0);
        Assert.Equal(Stretch / 1000, _pace.Due, 1e-9);
    }

    [Fact]
    public void Without_a_rate_that_was_asked_for_one_above_a_thousand_a_second_is_no_limit_any_more()
    {
        _ceiling = double.PositiveInfinity;
        Report(refused: true, at: 0);
        int replies = 0;
        while (!_pace.IsFree(1_000, _ceiling))
        {
            Report(refused: false, at: 15 + (0.01 * replies));
            Assert.InRange(++replies, 1, 100);
        }

        // 9.6 a second times 1.08, and a little growth, for each reply.
        Assert.InRange(replies, 50, 61);
        Report(refused: true, at: 20);
        Assert.False(_pace.IsFree(1_000, _ceiling));
    }

    [Fact]
    public void A_hold_is_not_shortened_by_an_earlier_one()
    {
        _pace.Hold(5);
        _pace.Hold(3);

        Assert.Equal(5, _pace.Due);
        Assert.False(_pace.IsFree(4.9, double.PositiveInfinity));
        Assert.True(_pace.IsFree(5, double.PositiveInfinity));
        Assert.False(_pace.IsFree(5, 10));
    }

    /// <summary>The present rate, as the next interval shows it.</summary>
    private double Rate
    {
        get
        {
            // Beyond what was released or held so far.
            double beyond = _now + 10_000;
            _pace.HoldInterval(beyond, _ceiling);
            double rate = Stretch / (_pace.Due - beyond);
            _now += 10_000;
            return rate;
        }
    }

    private void Report(bool refused, double at, double? releasedAt = null) => _pace.Report(at, releasedAt ?? at - 0.01, refused, _ceiling);

    private void Accept(double perSecond, double from, double to)
    {
        for (int i = 1; from + (i / perSecond) <= to; i++)
        {
            Report(refused: false, at: from + (i / perSecond));
        }
    }
}
