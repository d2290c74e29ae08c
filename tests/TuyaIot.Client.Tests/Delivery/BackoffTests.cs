using System.Linq;
using System.Threading.Tasks;
using TuyaIot.Client.Tests.Support;
using TuyaIot.Client.Tests.Support.Gateways;
using TuyaIot.Delivery;
using Xunit;

namespace TuyaIot.Client.Tests.Delivery;

/// <summary>How long is waited between two attempts, as the clock sees it.</summary>
public sealed class BackoffTests
{
    private readonly TestTime _time = new();

    [Theory]
    [InlineData(0.5, new[] { 0.5, 1, 2, 4, 8, 10, 10 })]
    [InlineData(0.99, new[] { 0.99, 1.98, 3.96, 7.92, 15.84, 19.8, 19.8 })]
    public async Task A_throttled_request_waits_up_to_a_second_then_twice_as_long_but_never_above_20(double random, double[] seconds)
    {
        using ScriptedGateway gateway = ScriptedGateway.Start(Answers.Throttled);

        await DeliverAsync(gateway, random);

        Assert.Equal(seconds, _time.Waits.Select(wait => wait.TotalSeconds));
    }

    [Theory]
    [InlineData(0.5, new[] { 0.05, 0.1, 0.2, 0.4, 0.8, 1.6, 3.2 })]
    [InlineData(0.99, new[] { 0.099, 0.198, 0.396, 0.792, 1.584, 3.168, 6.336 })]
    public async Task Without_a_connection_the_first_wait_is_a_tenth_of_that(double random, double[] seconds)
    {
        using ScriptedGateway gateway = ScriptedGateway.Closed();

        await DeliverAsync(gateway, random);

        Assert.Equal(seconds, _time.Waits.Select(wait => wait.TotalSeconds));
    }

    [Fact]
    public async Task The_shortest_wait_is_none()
    {
        using ScriptedGateway gateway = ScriptedGateway.Start(Answers.Throttled);

        await DeliverAsync(gateway, random: 0);

        Assert.Empty(_time.Waits);
        Assert.Equal(8, gateway.Requests.Count);
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
        using ScriptedGateway gateway = ScriptedGateway.Start(Answers.Refused("Throttling.User", header + "\r\n"), Answers.Accepted);

        await DeliverAsync(gateway, random: 0.999);

        Assert.Equal([seconds], _time.Waits.Select(wait => wait.TotalSeconds));
    }

    [Theory]
    [InlineData("Retry-After: Tue, 19 Nov 2024 10:14:00 GMT")]
    [InlineData("x-acs-retry-after: 0")]
    public async Task A_wish_that_has_passed_is_no_wait(string header)
    {
        using ScriptedGateway gateway = ScriptedGateway.Start(Answers.Refused("Throttling.User", header + "\r\n"), Answers.Accepted);

        Outcome outcome = await DeliverAsync(gateway, random: 0.999);

        Assert.Empty(_time.Waits);
        Assert.Equal(2, outcome.Attempts);
    }

    private async Task<Outcome> DeliverAsync(ScriptedGateway gateway, double random)
    {
        using DeliveryRig rig = new(gateway.Endpoint, _time, new DeliveryOptions { MaxAttempts = 8 }, random);
        return await rig.DeliverAsync();
    }
}
