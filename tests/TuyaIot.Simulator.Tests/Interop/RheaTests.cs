using System;
using System.Linq;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using TuyaIot.Simulator.Tests.Messages;
using TuyaIot.Simulator.Tests.Support;
using TuyaIot.Tests.Node;
using Xunit;

namespace TuyaIot.Simulator.Tests.Interop;

/// <summary>The library of the platform's own sample for node reads the simulator's messages, with user name and password by the documented rule.</summary>
public sealed class RheaTests(RheaLibrary rhea) : IClassFixture<RheaLibrary>
{
    [Fact]
    public async Task Messages_are_read_and_accepted()
    {
        Assert.SkipWhen(await rhea.Missing is not null, await rhea.Missing ?? "");
        using MessageFixture fixture = new();
        string[] devices = [.. Enumerable.Range(1, 100).Select(static n => $"d{n}")];
        await fixture.InvokeAsync(devices);

        using NodeProcess consumer = Consume(fixture);
        await consumer.WaitForAsync("message", 100);
        await SettledAsync(fixture, 100);

        JsonElement[] messages = [.. consumer.Find("message")];
        Assert.Equal(devices.Order(), messages.Select(static message => message.GetProperty("body").GetProperty("deviceName").GetString()).Order());
        Assert.Equal(100, consumer.Ids("message").Distinct().Count());
        Assert.All(messages, static message => Assert.Equal(message.GetProperty("id").GetString(), message.GetProperty("message_id").GetString()));
        JsonElement first = messages[0];
        Assert.Equal("/a1BwAGV0001/d1/thing/downlink/reply/message", first.GetProperty("topic").GetString());
        Assert.Equal(SignedRequest.Noon.ToUnixTimeMilliseconds(), first.GetProperty("generateTime").GetInt64());
        Assert.Equal(0, fixture.Simulator.MessageCounts!.Redelivered);
    }

    [Fact]
    public async Task No_more_than_the_credit_is_pushed()
    {
        Assert.SkipWhen(await rhea.Missing is not null, await rhea.Missing ?? "");
        using MessageFixture fixture = new();
        await fixture.InvokeAsync([.. Enumerable.Range(1, 50).Select(static n => $"d{n}")]);

        using NodeProcess consumer = Consume(fixture, """, "window": 0, "credit": 20""");
        await consumer.WaitForAsync("message", 20);
        await SettledAsync(fixture, 20);

        Assert.Equal(20, fixture.Simulator.MessageCounts!.Pushed);
    }

    [Fact]
    public async Task A_message_that_is_released_comes_again_at_once_and_one_that_is_not_settled_after_30_s()
    {
        Assert.SkipWhen(await rhea.Missing is not null, await rhea.Missing ?? "");
        using MessageFixture fixture = new();
        await fixture.InvokeAsync("d1", "d2");

        using NodeProcess first = Consume(fixture, """, "actions": ["release", "keep"]""");
        await first.WaitForAsync("message", 3);
        await SettledAsync(fixture, 1);
        first.CloseInput();
        await first.WaitForAsync("closed");

        using NodeProcess second = Consume(fixture);
        await second.WaitForAsync("attached");
        fixture.Time.Advance(TimeSpan.FromSeconds(29));
        Assert.Equal(1, fixture.Simulator.MessageCounts!.Redelivered);
        fixture.Time.Advance(TimeSpan.FromSeconds(2));
        await second.WaitForAsync("message");
        await SettledAsync(fixture, 2);

        string?[] ids = [.. first.Ids("message")];
        Assert.Equal(ids[0], ids[2]);
        Assert.Equal([ids[1]], second.Ids("message"));
        Assert.Equal(2, fixture.Simulator.MessageCounts!.Redelivered);
    }

    [Theory]
    [InlineData(""", "secret": "another" """, "amqp:unauthorized-access")]
    [InlineData(""", "group": "nobody" """, "amqp:not-found")]
    [InlineData(""", "idleTimeout": 29999""", "amqp:invalid-field")]
    [InlineData(""", "idleTimeout": 300001""", "amqp:invalid-field")]
    public async Task A_consumer_that_may_not_read_is_told_why(string option, string condition)
    {
        Assert.SkipWhen(await rhea.Missing is not null, await rhea.Missing ?? "");
        using MessageFixture fixture = new();

        using NodeProcess consumer = Consume(fixture, option);

        Assert.Equal(condition, (await consumer.WaitForAsync("refused")).GetProperty("condition").GetString());
        Assert.Equal(1, fixture.Simulator.MessageCounts!.Refused);
    }

    [Theory]
    [InlineData(30_000)]
    [InlineData(300_000)]
    public async Task The_bounds_of_the_idle_time_out_are_taken(int idleTimeout)
    {
        Assert.SkipWhen(await rhea.Missing is not null, await rhea.Missing ?? "");
        using MessageFixture fixture = new();
        await fixture.InvokeAsync("d1");

        using NodeProcess consumer = Consume(fixture, $", \"idleTimeout\": {idleTimeout}");

        await consumer.WaitForAsync("message");
    }

    private NodeProcess Consume(MessageFixture fixture, string options = "") =>
        rhea.Consume($"{{ \"port\": {new Uri(fixture.Simulator.MessageEndpoint!).Port}{options} }}");

    private static async Task SettledAsync(MessageFixture fixture, int count)
    {
        using CancellationTokenSource limit = new(TestTimeout.Limit);
        while (fixture.Simulator.MessageCounts!.Settled < count)
        {
            await Task.Delay(10, limit.Token);
        }

        Assert.Equal(count, fixture.Simulator.MessageCounts.Settled);
    }
}
