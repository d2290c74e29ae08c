using System.Collections.Generic;
using System.Linq;
using TuyaIot.Simulator.Messages;
using TuyaIot.Simulator.State;
using TuyaIot.Simulator.Tests.Support;
using Xunit;

namespace TuyaIot.Simulator.Tests.Messages;

public sealed class MessageFeedTests
{
    /// <summary>One thread publishes what it took while another adds, and a message that both had would be pushed twice.</summary>
    [Fact]
    public void What_was_taken_does_not_grow()
    {
        Fleet fleet = FleetBuilder.Build(new SimulatorOptions { ProductKey = ["pk1"], Device = ["d1"] }, SignedRequest.Noon);
        MessageFeed feed = new(fleet, pushesReplies: true);

        IReadOnlyList<DeviceMessage>[] taken = [.. Enumerable.Range(0, 3).Select(_ =>
        {
            IReadOnlyList<DeviceMessage> messages = feed.Take();
            feed.OnChange(fleet.Products.Single(), "d1", DeviceChange.Online, SignedRequest.Noon);
            return messages;
        })];

        Assert.Equal([0, 1, 1], taken.Select(static messages => messages.Count));
    }
}
