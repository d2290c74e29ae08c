using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using Amqp;
using Amqp.Framing;
using Xunit;

namespace TuyaIot.Simulator.Tests.Messages;

/// <summary>Faults of links and of messages.</summary>
public sealed class MessageFaultTests
{
    [Theory]
    [InlineData("Detach nth=1", null)]
    [InlineData("Detach nth=1 code=amqp:internal-error", "amqp:internal-error")]
    public async Task A_link_is_detached_and_the_connection_stays(string fault, string? condition)
    {
        using MessageFixture fixture = Start(fault);
        using MessageClient client = await MessageClient.OpenAsync(fixture.Simulator);
        Task<Error?> closed = LoginTests.ClosedAsync(client.Link);
        await fixture.InvokeAsync("d1", "d2");

        Assert.Equal(condition, (await closed)?.Condition.ToString());
        Assert.False(client.Connection.IsClosed);
        client.Attach("again").SetCredit(5);
        Assert.Equal("d2", (await client.TakeAsync()).Body.GetProperty("deviceName").GetString());
        fixture.Time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal("d1", (await client.TakeAsync()).Body.GetProperty("deviceName").GetString());
    }

    [Fact]
    public async Task A_session_is_ended_and_the_connection_stays()
    {
        using MessageFixture fixture = Start("EndSession nth=1");
        using MessageClient client = await MessageClient.OpenAsync(fixture.Simulator);
        Task<Error?> closed = LoginTests.ClosedAsync(client.Session);
        await fixture.InvokeAsync("d1", "d2");
        await closed;

        Assert.False(client.Connection.IsClosed);
    }

    [Fact]
    public async Task A_connection_vanishes()
    {
        using MessageFixture fixture = Start("Vanish nth=1");
        using MessageClient client = await MessageClient.OpenAsync(fixture.Simulator);
        Task<Error?> closed = LoginTests.ClosedAsync(client.Connection);
        await fixture.InvokeAsync("d1");
        await closed;
        using MessageClient next = await MessageClient.OpenAsync(fixture.Simulator);
        await fixture.InvokeAsync("d2");
        Assert.Equal("d2", (await next.TakeAsync()).Body.GetProperty("deviceName").GetString());
        fixture.Time.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal("d1", (await next.TakeAsync()).Body.GetProperty("deviceName").GetString());
    }

    [Fact]
    public async Task A_link_starves_until_the_client_connects_again()
    {
        using MessageFixture fixture = Start("Starve nth=1");
        using MessageClient client = await MessageClient.OpenAsync(fixture.Simulator);
        await fixture.InvokeAsync("d1", "d2");
        await client.TakeAsync();
        fixture.Time.Advance(TimeSpan.FromHours(1));
        await fixture.InvokeAsync("d3");

        Assert.Null(await client.TryReceiveAsync());
        Assert.False(client.Connection.IsClosed);
        await client.Connection.CloseAsync();
        using MessageClient next = await MessageClient.OpenAsync(fixture.Simulator);
        await next.TakeAsync();
    }

    [Fact]
    public async Task A_link_starves_for_a_while()
    {
        using MessageFixture fixture = Start("Starve nth=1 delay=10s");
        using MessageClient client = await MessageClient.OpenAsync(fixture.Simulator);
        await fixture.InvokeAsync("d1");
        await client.TakeAsync();
        await fixture.InvokeAsync("d2");
        Assert.Null(await client.TryReceiveAsync());
        fixture.Time.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal("d2", (await client.TakeAsync()).Body.GetProperty("deviceName").GetString());
    }

    [Fact]
    public async Task A_link_fails_some_time_after_its_start()
    {
        using MessageFixture fixture = Start("Detach after=10s times=1");
        using MessageClient client = await MessageClient.OpenAsync(fixture.Simulator);
        await fixture.InvokeAsync("d1");
        await client.TakeAsync();
        Task<Error?> closed = LoginTests.ClosedAsync(client.Link);
        fixture.Time.Advance(TimeSpan.FromSeconds(9));
        Assert.False(closed.IsCompleted);
        fixture.Time.Advance(TimeSpan.FromSeconds(1));
        await closed;
        client.Attach("again").SetCredit(5);
        await fixture.InvokeAsync("d2");
        fixture.Time.Advance(TimeSpan.FromSeconds(20));

        Assert.Equal("d2", (await client.TakeAsync()).Body.GetProperty("deviceName").GetString());
    }

    [Fact]
    public async Task A_message_is_pushed_twice_with_one_id()
    {
        using MessageFixture fixture = Start("Duplicate nth=2");
        using MessageClient client = await MessageClient.OpenAsync(fixture.Simulator);
        await fixture.InvokeAsync("d1", "d2");
        List<string> ids = [];
        for (int i = 0; i < 3; i++)
        {
            ids.Add(MessageClient.IdOf(await client.ReceiveAsync()));
        }

        Assert.NotEqual(ids[0], ids[1]);
        Assert.Equal(ids[1], ids[2]);
    }

    [Fact]
    public async Task A_message_comes_after_the_next_one()
    {
        using MessageFixture fixture = Start("Reorder nth=1,3");
        using MessageClient client = await MessageClient.OpenAsync(fixture.Simulator);
        await fixture.InvokeAsync("d1", "d2", "d3");

        Assert.Equal("d2", (await client.TakeAsync()).Body.GetProperty("deviceName").GetString());
        Assert.Equal("d1", (await client.TakeAsync()).Body.GetProperty("deviceName").GetString());
        Assert.Null(await client.TryReceiveAsync());
        fixture.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("d3", (await client.TakeAsync()).Body.GetProperty("deviceName").GetString());
    }

    [Fact]
    public async Task A_message_comes_late()
    {
        using MessageFixture fixture = Start("Late deviceName=d1 delay=5s");
        using MessageClient client = await MessageClient.OpenAsync(fixture.Simulator);
        await fixture.InvokeAsync("d1", "d2");
        long made = fixture.Time.GetUtcNow().ToUnixTimeMilliseconds();
        Assert.Equal("d2", (await client.TakeAsync()).Body.GetProperty("deviceName").GetString());
        Assert.Null(await client.TryReceiveAsync());
        fixture.Time.Advance(TimeSpan.FromSeconds(5));
        Message late = await client.ReceiveAsync();

        Assert.Equal("d1", MessageClient.BodyOf(late).GetProperty("deviceName").GetString());
        Assert.Equal(made, (long)late.ApplicationProperties["generateTime"]);
    }

    [Fact]
    public async Task A_fault_of_messages_affects_no_request()
    {
        using MessageFixture fixture = Start("Vanish");
        await fixture.InvokeAsync("d1");

        Assert.Null(Assert.Single(fixture.Simulator.GetRequests()).Fault);
    }

    private static MessageFixture Start(string fault) => new(configure: options => options.Fault = [SimulatorFault.Parse(fault)]);
}
