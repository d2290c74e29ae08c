using System.Linq;
using System.Threading.Tasks;
using TuyaIot.Client.Tests.Support;
using TuyaIot.Delivery;
using TuyaIot.Tests.Servers;
using Xunit;

namespace TuyaIot.Client.Tests.Delivery;

/// <summary>How long is waited between two attempts, as the clock sees it.</summary>
public sealed class BackoffTests
{
    private readonly TestTime _time = new();

    [Fact]
    public async Task Without_a_connection_the_waits_grow_from_half_a_second_and_never_pass_20()
    {
        using TestGateway gateway = TestGateway.Closed();

        await gateway.DeliverAsync(_time, new DeliveryOptions { MaxAttempts = 12 });

        double[] seconds = [.. _time.Waits.Select(static wait => wait.TotalSeconds)];
        Assert.Equal(11, seconds.Length);
        Assert.InRange(seconds[0], 0.1, 1);
        Assert.Equal(seconds.Order(), seconds);
        Assert.InRange(seconds[^1], 19, 20);
    }

    [Fact]
    public async Task The_waits_are_random()
    {
        using TestGateway gateway = TestGateway.Closed();

        await gateway.DeliverAsync(_time, new DeliveryOptions { MaxAttempts = 2 }, random: 0.2);
        await gateway.DeliverAsync(_time, new DeliveryOptions { MaxAttempts = 2 }, random: 0.8);

        Assert.NotEqual(_time.Waits.First(), _time.Waits.Last());
    }

    [Theory]
    [InlineData("x-acs-retry-after: 1500", 1.5)]
    [InlineData("x-acs-retry-after: 60001", 60)]
    [InlineData("Retry-After: 59", 59)]
    [InlineData("Retry-After: 3600", 60)]
    [InlineData("Date: Tue, 19 Nov 2024 08:00:00 GMT\r\nRetry-After: Tue, 19 Nov 2024 08:00:07 GMT", 7)]
    [InlineData("Retry-After: Tue, 19 Nov 2024 10:15:09 GMT", 9)]
    [InlineData("Retry-After: Wed, 20 Nov 2024 10:15:00 GMT", 60)]
    public async Task The_servers_own_wish_comes_first_up_to_a_minute(string header, double seconds)
    {
        using TestGateway gateway = new(new GatewayReply(503, "", header + "\r\n"), GatewayReply.Accepted);

        await gateway.DeliverAsync(_time, new DeliveryOptions { RetryUnknown = true });

        Assert.Equal([seconds], _time.Waits.Select(static wait => wait.TotalSeconds));
    }

    [Theory]
    [InlineData("Retry-After: Tue, 19 Nov 2024 10:14:00 GMT")]
    [InlineData("x-acs-retry-after: 0")]
    public async Task A_wish_that_has_passed_is_no_wait(string header)
    {
        using TestGateway gateway = new(new GatewayReply(503, "", header + "\r\n"), GatewayReply.Accepted);

        Outcome outcome = await gateway.DeliverAsync(_time, new DeliveryOptions { RetryUnknown = true });

        Assert.Empty(_time.Waits);
        Assert.Equal(2, outcome.Attempts);
    }
}
