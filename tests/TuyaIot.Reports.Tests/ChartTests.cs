using System;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using TuyaIot.Delivery;
using TuyaIot.Journals;
using TuyaIot.Reports.Charts;
using TuyaIot.Reports.Page;
using Xunit;

namespace TuyaIot.Reports.Tests;

/// <summary>What drawings are made of.</summary>
public sealed class ChartTests
{
    [Theory]
    [InlineData(917, 4, "0 500 1000")]
    [InlineData(1000, 4, "0 500 1000")]
    [InlineData(1001, 4, "0 500 1000 1500")]
    [InlineData(7, 4, "0 2 4 6 8")]
    [InlineData(0.3, 4, "0 0.1 0.2 0.3")]
    [InlineData(0, 4, "0 1")]
    public void An_axis_has_round_numbers_and_room_for_the_most(double most, int steps, string ticks) =>
        Assert.Equal(ticks, string.Join(' ', Scale.ForNumbers(most, steps).Ticks.Select(Figures.Plain)));

    [Theory]
    [InlineData(0, "0 1")]
    [InlineData(1, "0 1")]
    [InlineData(3, "0 1 2 3")]
    [InlineData(11, "0 5 10 15")]
    public void Counts_have_no_halves(double most, string ticks) =>
        Assert.Equal(ticks, string.Join(' ', Scale.ForCounts(most, 4).Ticks.Select(Figures.Plain)));

    [Theory]
    [InlineData(1.2, 0.5)]
    [InlineData(60, 15)]
    [InlineData(3600, 900)]
    [InlineData(86_400, 21_600)]
    [InlineData(604_800 * 20, 604_800 * 5)]
    public void Times_are_divided_as_clocks_and_calendars_are(double seconds, double step) => Assert.Equal(step, Scale.TimeStep(seconds, 5));

    [Fact]
    public void A_timeline_keeps_everything_in_few_slots_however_long_it_gets()
    {
        Prop.ForAll(
            ArbMap.Default.GeneratorFor<PositiveInt>().ArrayOf().ToArbitrary(),
            steps =>
            {
                RunTimeline timeline = new();
                TimeSpan elapsed = TimeSpan.Zero;
                foreach (PositiveInt step in steps)
                {
                    elapsed += TimeSpan.FromSeconds(Math.Pow(step.Get, 2) / 7);
                    timeline.MoveTo(elapsed);
                    timeline.Add(DeviceOutcome.Accepted, step.Get, Outcome);
                }

                timeline.Smooth(steps.Length);
                return timeline.Slots.Count <= 150
                    && timeline.Slots.Sum(static slot => slot.Devices(DeviceOutcome.Accepted)) == steps.Sum(static step => step.Get)
                    && timeline.Slots.Sum(static slot => slot.Throttled) == steps.Length
                    && timeline.Slots.Count == 1 + (int)(elapsed.TotalSeconds / timeline.Width.TotalSeconds);
            }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Every_latency_is_in_the_bin_that_has_it_between_its_edges()
    {
        Prop.ForAll(
            Gen.Choose(0, 4_000_000).NonEmptyListOf().ToArbitrary(),
            milliseconds =>
            {
                LatencyCounts latency = new();
                foreach (int one in milliseconds)
                {
                    latency.Add(TimeSpan.FromMilliseconds(one));
                }

                LatencyBins bins = new(latency);
                return Enumerable.Range(0, bins.Counts.Count).All(bin =>
                    bins.Counts[bin] == milliseconds.Count(one => one >= bins.From[bin] && one < bins.EndOf(bin)));
            }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData(0, 10, "0 %")]
    [InlineData(1, 1_000_000, "< 0.1 %")]
    [InlineData(999_999, 1_000_000, "> 99.9 %")]
    [InlineData(10, 10, "100 %")]
    [InlineData(1, 3, "33.3 %")]
    [InlineData(0, 0, "0 %")]
    public void Nearly_all_is_not_all_and_nearly_nothing_is_not_nothing(long part, long whole, string share) =>
        Assert.Equal(share, Figures.Share(part, whole));

    [Theory]
    [InlineData(0, "0 ms")]
    [InlineData(0.25, "250 ms")]
    [InlineData(59.96, "1 min")]
    [InlineData(3.67, "3.7 s")]
    [InlineData(3599.9, "1 h")]
    [InlineData(5025, "1 h 23 min")]
    [InlineData(90_000, "1 d 1 h")]
    public void Durations_are_written_as_people_say_them(double seconds, string text) =>
        Assert.Equal(text, Figures.Duration(TimeSpan.FromSeconds(seconds)));

    private static JournalOutcome Outcome { get; } = new(
        DateTimeOffset.UnixEpoch, 1, DeliveryStatus.Accepted, Sent: true, Code: null, Attempts: 2, TimeSpan.Zero, Throttled: 1);
}
