using System;
using System.Linq;
using TuyaIot.Journals;
using Xunit;

namespace TuyaIot.Client.Tests.Journals;

/// <summary>The time in which at least one of several runs went on.</summary>
public sealed class MergedTimeTests
{
    private static readonly DateTime Start = new(2026, 11, 25, 12, 0, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(0, 0)]
    [InlineData(7, 7)]
    [InlineData(12, 12)]
    [InlineData(15, 12)]
    [InlineData(20, 12)]
    [InlineData(23, 15)]
    [InlineData(25, 17)]
    [InlineData(99, 17)]
    public void In_a_pause_no_time_passes(int second, int elapsed) => Assert.Equal(elapsed, ElapsedAt(second, (20, 25), (4, 12), (0, 10), (5, 6)));

    [Fact]
    public void A_run_that_begins_when_another_ends_goes_on() => Assert.Equal(9, ElapsedAt(9, (0, 5), (5, 10)));

    [Fact]
    public void A_clock_that_was_set_back_adds_no_time() => Assert.Equal((0, 3), (ElapsedAt(4, (5, 1)), ElapsedAt(9, (5, 1), (6, 9))));

    [Fact]
    public void Without_a_run_there_is_none()
    {
        MergedTime time = new([]);

        Assert.Equal((TimeSpan.Zero, TimeSpan.Zero), (time.Total, time.ElapsedAt(Start)));
    }

    private static double ElapsedAt(int second, params (int Start, int End)[] runs) =>
        new MergedTime([.. runs.Select(static run => (Start.AddSeconds(run.Start), Start.AddSeconds(run.End)))]).ElapsedAt(Start.AddSeconds(second)).TotalSeconds;
}
