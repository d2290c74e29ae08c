using System;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using TuyaIot.Messages;
using TuyaIot.Messages.Subscription;
using TuyaIot.Tests.Servers;
using Xunit;

namespace TuyaIot.Client.Tests.Interop;

/// <summary>The subscription reads from a server that is made with the library of the platform's own sample for node.</summary>
public sealed class RheaTests(RheaLibrary rhea) : IClassFixture<RheaLibrary>
{
    /// <summary>A library whose program names no source answers without one, which the standard has for a refusal.</summary>
    [Theory]
    [InlineData("hmacsha1", "{}")]
    [InlineData("hmacsha256", "{}")]
    [InlineData("hmacsha1", """{ "source": false }""")]
    public async Task Messages_are_settled_one_by_one_and_the_rest_is_given_back_before_the_end(string signMethod, string options)
    {
        Assert.SkipWhen(await rhea.Missing is not null, await rhea.Missing ?? "");
        using RheaServer server = await rhea.StartAsync(options);
        server.Publish(120);

        MessageSubscription first = server.Open(signMethod: signMethod);
        Assert.Equal(Reader.Ids(1, 25), await Reader.TakeAsync(first, 25));
        await server.Process.WaitForAsync("sent", 75);
        await first.DisposeAsync();
        await server.Process.WaitForAsync("connectionClosed");

        JsonElement open = await server.Process.WaitForAsync("open");
        Assert.InRange(open.GetProperty("idleTimeout").GetInt32(), 30_000, 300_000);
        Assert.Equal(Reader.ClientId, open.GetProperty("containerId").GetString());
        Assert.Equal(Reader.Ids(1, 25), server.Process.Ids("accepted"));
        Assert.Equal(Reader.Ids(26, 50).Order(), server.Process.Ids("released").Order());
        Assert.Equal(
            ["drain", "released", "linkClosed", "sessionClosed", "connectionClosed"],
            server.Process.Events.Select(static one => one.GetProperty("event").GetString())
                .Where(static name => name is "drain" or "released" or "linkClosed" or "sessionClosed" or "connectionClosed").Distinct());
        Assert.Equal(0, (await server.Process.WaitForAsync("linkClosed")).GetProperty("unsettled").GetInt32());

        await using MessageSubscription second = server.Open(signMethod: signMethod);
        Assert.Equal(Reader.Ids(26, 95).Order(), (await Reader.TakeAsync(second, 95)).Order());
    }

    [Theory]
    [InlineData("detach", null, "without a reason")]
    [InlineData("detach", "amqp:internal-error", "amqp:internal-error: as told")]
    [InlineData("endSession", null, "")]
    [InlineData("endSession", "amqp:session:errant-link", "amqp:session:errant-link: as told")]
    [InlineData("close", null, "")]
    [InlineData("close", "amqp:connection:forced", "amqp:connection:forced: as told")]
    [InlineData("destroy", null, "")]
    public async Task A_link_that_ends_is_made_again_with_a_new_signature_and_nothing_is_lost_or_comes_twice(string fault, string? condition, string reason)
    {
        Assert.SkipWhen(await rhea.Missing is not null, await rhea.Missing ?? "");
        using RheaServer server = await rhea.StartAsync();
        await using MessageSubscription stream = server.Open();
        server.Process.Send(new { fault, condition, after = 25 });
        server.Publish(50);

        // One is in hand when the link ends. Its copy comes on the next link and is settled with it.
        MessageDelivery? inHand = await stream.ReceiveAsync(Patience.Limit, TestContext.Current.CancellationToken);
        string?[] others = [.. await Reader.TakeAsync(stream, 49)];
        inHand!.Settle();
        await server.Process.WaitForAsync("accepted", 50);

        Assert.Equal(Reader.Ids(1, 50).Order(), others.Append(inHand.Message.MessageId).Order());
        Assert.True(await Reader.IsQuietAsync(stream));
        Assert.Equal(50, server.Process.Ids("accepted").Distinct().Count());
        Assert.Contains(reason, Assert.Single(stream.TakeOutages()).Reason, StringComparison.Ordinal);
        Assert.Equal(2, server.UserNames.Count());
        Assert.Equal(2, server.UserNames.Distinct().Count());
    }

    [Fact]
    public async Task A_wrong_secret_ends_the_reading()
    {
        Assert.SkipWhen(await rhea.Missing is not null, await rhea.Missing ?? "");
        using RheaServer server = await rhea.StartAsync();
        await using MessageSubscription stream = server.Open(secret: "wrong");

        MessageStreamException refused = await Assert.ThrowsAsync<MessageStreamException>(
            () => stream.ReceiveAsync(Patience.Limit, TestContext.Current.CancellationToken));

        Assert.Equal("MessageAccessRefused", refused.ErrorId);
        Assert.Single(server.Process.Find("login"));
        Assert.Empty(server.UserNames);
    }

    /// <summary>The server ends a connection on which nothing comes for twice its own time-out.</summary>
    [Fact]
    public async Task A_quiet_reader_sends_heartbeats()
    {
        Assert.SkipWhen(await rhea.Missing is not null, await rhea.Missing ?? "");
        using RheaServer server = await rhea.StartAsync("""{ "idleTimeout": 500 }""");
        await using MessageSubscription stream = server.Open();
        await server.Process.WaitForAsync("attach");

        await Task.Delay(TimeSpan.FromSeconds(2), TestContext.Current.CancellationToken);
        server.Publish(1);

        Assert.Equal(["m1"], await Reader.TakeAsync(stream, 1));
        Assert.Single(server.UserNames);
        Assert.Empty(stream.TakeOutages());
    }
}
