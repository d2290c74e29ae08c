using System;
using System.Threading.Tasks;
using Amqp;
using Amqp.Framing;
using TuyaIot.Simulator.Tests.Support;
using Xunit;

namespace TuyaIot.Simulator.Tests.Messages;

/// <summary>Who may read, and what a client is told that may not.</summary>
public sealed class LoginTests
{
    [Theory]
    [InlineData("hmacsha1")]
    [InlineData("hmacsha256")]
    [InlineData("hmacmd5")]
    public async Task A_client_that_signs_right_may_read(string method)
    {
        using MessageFixture fixture = new();
        using MessageClient client = await MessageClient.ConnectAsync(fixture.Simulator, method: method);
        client.Attach().SetCredit(1);
        await fixture.InvokeAsync("d1");

        Assert.Equal("d1", (await client.TakeAsync()).Body.GetProperty("deviceName").GetString());
    }

    [Theory]
    [InlineData("another", "hmacsha1", null)]
    [InlineData("simulator", "hmacsha512", null)]
    [InlineData("simulator", "hmacsha1", "tester")]
    [InlineData("simulator", "hmacsha1", "|authMode=aksign,signMethod=hmacsha1,timestamp=1700000000000,authId=simulator,consumerGroupId=g1|")]
    [InlineData("simulator", "hmacsha1", "t|authMode=aksign,signMethod=hmacsha1,timestamp=1700000000001,authId=simulator,consumerGroupId=g1|")]
    [InlineData("simulator", "hmacsha1", "t|authMode=aksign,signMethod=hmacsha1,timestamp=1700000000000,authId=someone,consumerGroupId=g1|")]
    public async Task A_wrong_user_name_or_password_is_refused_by_SASL(string secret, string method, string? userName)
    {
        using MessageFixture fixture = new();

        AmqpException refused = await Assert.ThrowsAsync<AmqpException>(() =>
            MessageClient.ConnectAsync(fixture.Simulator, method: method, secret: secret, userName: userName));
        Assert.Equal(ErrorCode.UnauthorizedAccess, refused.Error.Condition.ToString());
        Assert.Contains("Auth", refused.Message, StringComparison.Ordinal);
        Assert.Equal(1, fixture.Simulator.MessageCounts!.Refused);
    }

    [Fact]
    public async Task The_pairs_of_a_user_name_have_any_order()
    {
        using MessageFixture fixture = new();
        using MessageClient client = await MessageClient.ConnectAsync(
            fixture.Simulator, userName: "t|consumerGroupId=g1,authId=simulator,timestamp=1700000000000,signMethod=hmacsha1,authMode=aksign|");
        Assert.Null((await ClosedAsync(client.Attach(), wait: false))?.Condition);
    }

    [Fact]
    public async Task An_unknown_group_is_an_error_of_its_own()
    {
        using MessageFixture fixture = new();
        Assert.Equal(ErrorCode.NotFound, await RefusedAsync(fixture, group: "nobody"));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(59_998)]
    [InlineData(600_002)]
    public async Task An_idle_time_out_on_the_wire_must_be_30_to_300_s(int idleTimeout)
    {
        // The library sends half of what it is given.
        using MessageFixture fixture = new();
        Assert.Equal(ErrorCode.InvalidField, await RefusedAsync(fixture, idleTimeout: idleTimeout));
    }

    [Theory]
    [InlineData(60_000)]
    [InlineData(600_000)]
    public async Task The_bounds_of_the_idle_time_out_are_taken(int idleTimeout)
    {
        using MessageFixture fixture = new();
        using MessageClient client = await MessageClient.ConnectAsync(fixture.Simulator, idleTimeout: idleTimeout);
        client.Attach().SetCredit(1);
        await fixture.InvokeAsync("d1");
        await client.TakeAsync();
    }

    [Fact]
    public async Task A_group_has_only_so_many_clients()
    {
        using MessageFixture fixture = new(configure: static options => options.MaxGroupClients = 1);
        using (MessageClient first = await MessageClient.OpenAsync(fixture.Simulator))
        {
            await fixture.InvokeAsync("d1");
            await first.TakeAsync();
            Assert.Equal(ErrorCode.ResourceLimitExceeded, await RefusedAsync(fixture));
            await first.Connection.CloseAsync().WithTestTimeout();
        }

        using MessageClient next = await MessageClient.OpenAsync(fixture.Simulator);
        await fixture.InvokeAsync("d1");
        await next.TakeAsync();
    }

    [Fact]
    public async Task A_group_takes_100_attempts_a_minute()
    {
        using MessageFixture fixture = new();
        for (int i = 0; i < 100; i++)
        {
            using MessageClient client = await MessageClient.ConnectAsync(fixture.Simulator);
            await client.Connection.CloseAsync().WithTestTimeout();
        }

        AmqpException refused = await Assert.ThrowsAsync<AmqpException>(() => MessageClient.ConnectAsync(fixture.Simulator));
        Assert.Contains("SysTemp", refused.Message, StringComparison.Ordinal);
        Assert.Equal(101, fixture.Simulator.MessageCounts!.AttemptsPerMinute);
        fixture.Time.Advance(TimeSpan.FromMinutes(1));
        using MessageClient later = await MessageClient.OpenAsync(fixture.Simulator);
        await fixture.InvokeAsync("d1");
        await later.TakeAsync();
    }

    [Fact]
    public async Task A_second_link_and_a_sender_are_refused()
    {
        using MessageFixture fixture = new();
        using MessageClient client = await MessageClient.OpenAsync(fixture.Simulator);
        await fixture.InvokeAsync("d1");
        await client.TakeAsync();

        Assert.Equal(ErrorCode.NotAllowed, (await ClosedAsync(new ReceiverLink(client.Session, "second", null)))?.Condition.ToString());
        Assert.Equal(ErrorCode.NotAllowed, (await ClosedAsync(new SenderLink(client.Session, "sender", "somewhere")))?.Condition.ToString());
        await fixture.InvokeAsync("d2");
        await client.TakeAsync();
    }

    [Fact]
    public async Task A_client_without_a_link_is_closed_after_15_s()
    {
        using MessageFixture fixture = new();
        using MessageClient idle = await MessageClient.ConnectAsync(fixture.Simulator);
        Task<Error?> closed = ClosedAsync(idle.Connection);
        fixture.Time.Advance(TimeSpan.FromSeconds(14));
        Assert.False(closed.IsCompleted);
        fixture.Time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(ErrorCode.ConnectionForced, (await closed)?.Condition.ToString());
    }

    [Fact]
    public async Task A_simulator_that_stops_ends_its_clients()
    {
        MessageFixture fixture = new();
        using MessageClient client = await MessageClient.OpenAsync(fixture.Simulator);
        await fixture.InvokeAsync("d1");
        await client.TakeAsync();
        Task<Error?> closed = ClosedAsync(client.Connection);
        fixture.Dispose();
        await closed;
    }

    private static async Task<string?> RefusedAsync(MessageFixture fixture, string? group = null, int idleTimeout = 120_000)
    {
        try
        {
            using MessageClient client = await MessageClient.ConnectAsync(fixture.Simulator, group, idleTimeout: idleTimeout);
            return (await ClosedAsync(client.Connection))?.Condition.ToString();
        }
        catch (AmqpException closed)
        {
            return closed.Error.Condition.ToString();
        }
    }

    internal static async Task<Error?> ClosedAsync(AmqpObject closing, bool wait = true)
    {
        TaskCompletionSource<Error?> closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        closing.AddClosedCallback((_, error) => closed.TrySetResult(error));
        return wait ? await closed.Task.WithTestTimeout() : closed.Task.IsCompleted ? await closed.Task : null;
    }
}
