using System;
using TuyaIot.Delivery;
using Xunit;

namespace TuyaIot.Client.Tests.Delivery;

/// <summary>A minute of requests in simulated time, as fast as the rate lets them go.</summary>
public sealed class AdaptiveRateTests
{
    private const double Asked = 10;
    private const double Minute = 60;
    private const double RoundTrip = 0.002;

    public static TheoryData<string, double> Quotas()
    {
        TheoryData<string, double> quotas = [];
        foreach (string counting in ThrottlingGateways.All.Keys)
        {
            foreach (double perSecond in new double[] { 2, 4, 8 })
            {
                quotas.Add(counting, perSecond);
            }
        }

        return quotas;
    }

    [Theory]
    [MemberData(nameof(Quotas))]
    public void Finds_at_least_85_percent_of_a_quota_that_nobody_told_it(string counting, double perSecond)
    {
        AdaptiveRate rate = new();
        int accepted = Run(rate, ThrottlingGateways.All[counting](perSecond), from: 0);
        Assert.InRange(accepted / Minute, 0.85 * perSecond, 1.05 * perSecond);
    }

    [Theory]
    [InlineData("the last second")]
    [InlineData("a bucket for one")]
    public void Comes_back_when_the_quota_does(string counting)
    {
        AdaptiveRate rate = new();
        Run(rate, ThrottlingGateways.All[counting](2), from: 0);
        Run(rate, static _ => true, from: Minute);
        Assert.Equal(Asked, rate.At(TimeSpan.FromSeconds(2 * Minute), Asked));
    }

    [Fact]
    public void Is_what_was_asked_for_where_nothing_is_refused() =>
        Assert.Equal(Asked, new AdaptiveRate().At(TimeSpan.FromSeconds(1), Asked));

    [Fact]
    public void Drops_once_for_refusals_of_requests_that_were_under_way_together()
    {
        AdaptiveRate rate = new();
        for (int i = 0; i < 8; i++)
        {
            rate.Refused(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(0.9), Asked);
        }

        Assert.Equal(0.8 * Asked, rate.At(TimeSpan.FromSeconds(1), Asked), 6);
    }

    [Fact]
    public void Never_stops_altogether()
    {
        AdaptiveRate rate = new();
        for (int second = 1; second < 1000; second++)
        {
            rate.Refused(TimeSpan.FromSeconds(second), TimeSpan.FromSeconds(second), Asked);
        }

        Assert.True(rate.At(TimeSpan.FromSeconds(1000), Asked) > 0.1);
    }

    private static int Run(AdaptiveRate rate, Func<double, bool> gateway, double from)
    {
        int accepted = 0;
        for (double now = from; now < from + Minute;)
        {
            TimeSpan released = TimeSpan.FromSeconds(now);
            TimeSpan answered = TimeSpan.FromSeconds(now + RoundTrip);
            if (gateway(now))
            {
                accepted++;
            }
            else
            {
                rate.Refused(answered, released, Asked);
            }

            now += 1 / rate.At(answered, Asked);
        }

        return accepted;
    }
}
