using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using TuyaIot.Client.Tests.Journals;
using TuyaIot.Delivery;
using TuyaIot.Journals;
using TuyaIot.Reports.Charts;
using TuyaIot.Reports.Html;
using Xunit;

namespace TuyaIot.Reports.Tests.Charts;

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
        Assert.Equal(ticks, string.Join(' ', Scale.ForNumbers(most, steps).Ticks.Select(NumberFormat.Coordinate)));

    [Theory]
    [InlineData(0, "0 1")]
    [InlineData(1, "0 1")]
    [InlineData(3, "0 1 2 3")]
    [InlineData(11, "0 5 10 15")]
    public void Counts_have_no_halves(double most, string ticks) =>
        Assert.Equal(ticks, string.Join(' ', Scale.ForCounts(most, 4).Ticks.Select(NumberFormat.Coordinate)));

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
                LatencyHistogram latency = new();
                foreach (int one in milliseconds)
                {
                    latency.Add(TimeSpan.FromMilliseconds(one));
                }

                IReadOnlyList<LatencyBin> bins = latency.ToBins();
                return bins.All(bin => bin.Count == milliseconds.Count(one => one >= bin.From && one < bin.To))
                    && bins.Sum(static bin => bin.Count) == milliseconds.Count
                    && bins.Zip(bins.Skip(1)).All(static pair => pair.First.To == pair.Second.From);
            }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(90_000_000)]
    [InlineData(long.MaxValue / 20_000)]
    public void A_latency_beyond_all_edges_has_a_bin_too(long milliseconds)
    {
        LatencyHistogram latency = new();
        latency.Add(TimeSpan.FromMilliseconds(milliseconds));

        LatencyBin bin = Assert.Single(latency.ToBins(), static bin => bin.Count == 1);
        Assert.InRange(milliseconds, bin.From, bin.To - 1);
        Assert.NotEqual("", RunCharts.Latency(("a", "b", "c", "request"), latency, latency.ToBins()).ToString());
    }

    [Theory]
    [InlineData(100, "12:00:00 12:00:30 12:01:00 12:01:30")]
    [InlineData(3, "12:00:00 12:00:01 12:00:02 12:00:03")]
    [InlineData(1.2, "12:00:00.0 12:00:00.5 12:00:01.0")]
    [InlineData(7200, "12:00 12:30 13:00 13:30 14:00")]
    [InlineData(86_400 * 3, "11-24 11-25 11-26")]
    [InlineData(86_400 * 9, "11-25 11-27 11-29 12-01")]
    public void The_axis_of_time_has_round_times_of_the_clock(double seconds, string labels) =>
        Assert.Equal(labels, string.Join(' ', new ClockAxis(RunsFrom("2026-11-23T12:00:00Z"), seconds).Ticks().Select(static tick => tick.Text)));

    [Fact]
    public void A_pause_between_runs_has_no_room_on_the_axis()
    {
        RunList runs = RunsFrom("2026-11-23T12:00:00Z", "2026-11-23T12:30:00Z", "2026-11-23T15:00:00Z");

        IReadOnlyList<(double Place, string Text)> ticks = new ClockAxis(runs, 3600).Ticks();

        Assert.Equal(["12:00", "12:15", "15:00", "15:15", "15:30"], ticks.Select(static tick => tick.Text));
        Assert.Equal(new DateTime(2026, 11, 23, 15, 10, 0), runs.ClockAt(TimeSpan.FromMinutes(40)));
    }

    [Theory]
    [InlineData("0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z")]
    [InlineData("9999-12-31T23:59:59Z")]
    [InlineData("2026-11-23T12:00:00Z", "2020-01-01T00:00:00Z")]
    public void No_date_of_a_journal_is_too_early_or_too_late(params string[] times)
    {
        RunList runs = RunsFrom(times);
        RunTimeline timeline = new();
        timeline.MoveTo(runs.Elapsed);

        double seconds = Math.Max(12, timeline.Slots.Count) * timeline.Width.TotalSeconds;
        Assert.InRange(new ClockAxis(runs, seconds).Ticks().Count, 1, 7);
    }

    [Theory]
    [InlineData(0, 10, "0 %")]
    [InlineData(1, 1_000_000, "< 0.1 %")]
    [InlineData(999_999, 1_000_000, "> 99.9 %")]
    [InlineData(10, 10, "100 %")]
    [InlineData(1, 3, "33.3 %")]
    [InlineData(0, 0, "0 %")]
    public void Nearly_all_is_not_all_and_nearly_nothing_is_not_nothing(long part, long whole, string share) =>
        Assert.Equal(share, NumberFormat.Share(part, whole));

    [Theory]
    [InlineData(0, "0 ms")]
    [InlineData(0.25, "250 ms")]
    [InlineData(59.96, "1 min")]
    [InlineData(3.67, "3.7 s")]
    [InlineData(3599.9, "1 h")]
    [InlineData(5025, "1 h 23 min")]
    [InlineData(90_000, "1 d 1 h")]
    public void Durations_are_written_as_people_say_them(double seconds, string text) =>
        Assert.Equal(text, NumberFormat.Duration(TimeSpan.FromSeconds(seconds)));

    /// <summary>Times in turn: the first run begins, it ends, the next run begins, and so on.</summary>
    private static RunList RunsFrom(params string[] times)
    {
        RunList runs = new();
        for (int i = 0; i < times.Length; i++)
        {
            DateTimeOffset at = DateTimeOffset.Parse(times[i], CultureInfo.InvariantCulture);
            runs.Add(i % 2 == 0 ? new JournalRun(at, JournalRun.CurrentVersion, (i / 2) + 1, JournalSample.Command) : new JournalEnd(at));
        }

        return runs;
    }

    private static JournalOutcome Outcome { get; } = new(
        DateTimeOffset.UnixEpoch, 1, DeliveryStatus.Accepted, Attempts: 2, Duration: TimeSpan.Zero, Latency: null, Throttled: 1, Sent: true);
}
