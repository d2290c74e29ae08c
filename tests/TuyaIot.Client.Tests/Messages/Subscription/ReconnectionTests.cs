using System;
using System.Linq;
using TuyaIot.Messages.Subscription;
using Xunit;

namespace TuyaIot.Client.Tests.Messages.Subscription;

public sealed class ReconnectionTests
{
    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(0.5, 0.75)]
    [InlineData(1, 1)]
    public void The_waits_double_up_to_30_seconds_and_are_random_from_a_half_of_it(double random, double part)
    {
        Reconnection reconnection = new(() => random);

        double[] waits = [.. Enumerable.Range(0, 9).Select(_ => reconnection.Next().TotalSeconds)];

        Assert.Equal([0.5, 1, 2, 4, 8, 16, 30, 30, 30], waits.Select(wait => wait / part));
    }

    [Theory]
    [InlineData(29.9, 4)]
    [InlineData(30, 0.5)]
    public void They_begin_again_after_a_link_that_was_up_for_half_a_minute(double seconds, double next)
    {
        Reconnection reconnection = new(static () => 1);
        for (int i = 0; i < 3; i++)
        {
            reconnection.Next();
        }

        reconnection.Report(TimeSpan.FromSeconds(seconds));

        Assert.Equal(next, reconnection.Next().TotalSeconds);
    }
}
