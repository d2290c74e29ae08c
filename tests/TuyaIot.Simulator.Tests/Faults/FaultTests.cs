using System;
using System.IO;
using System.Linq;
using System.Net.Sockets;
using System.Text.Json;
using System.Threading.Tasks;
using TuyaIot.Simulator.Tests.Support;
using Xunit;

namespace TuyaIot.Simulator.Tests.Faults;

/// <summary>What a client sees of each fault, and whether the command was carried out behind it.</summary>
public sealed class FaultTests
{
    [Theory]
    [InlineData("Throttle", 400, "Throttling.User")]
    [InlineData("Throttle status=429 code=Throttling.Api", 429, "Throttling.Api")]
    [InlineData("Reject code=iot.messagebroker.RateLimit", 200, "iot.messagebroker.RateLimit")]
    [InlineData("Reject", 200, "iot.system.IllegalRequest")]
    [InlineData("Reject deviceName=a,b", 200, "iot.device.NotExistedDevice")]
    [InlineData("InternalError", 500, "InternalError")]
    [InlineData("Unavailable", 503, "ServiceUnavailable")]
    public async Task A_refusal_carries_its_status_and_code_and_nothing_is_carried_out(string fault, int status, string code)
    {
        using IotSimulator simulator = With(fault);
        using RawClient client = new(simulator);

        RawReply reply = await client.GetAsync(SignedRequest.Invoke("a").Sign());

        Assert.Equal((status, code), (reply.Status, reply.Code));
        Assert.False(reply.Success);
        Assert.Equal(0, Executions(simulator));
        Assert.Equal((code, fault.Split(' ')[0]), (simulator.GetRequests()[0].Verdict, simulator.GetRequests()[0].Fault));
    }

    [Theory]
    [InlineData("InternalError when=after", 500)]
    [InlineData("Unavailable when=after", 503)]
    [InlineData("BadGateway when=after", 502)]
    [InlineData("Redirect when=after", 302)]
    public async Task An_error_may_hide_that_the_command_was_carried_out(string fault, int status)
    {
        using IotSimulator simulator = With(fault);
        using RawClient client = new(simulator);

        Assert.Equal(status, (await client.GetAsync(SignedRequest.Invoke("a").Sign())).Status);
        Assert.Equal(1, Executions(simulator));
        Assert.Equal(("Accepted", status), (simulator.GetRequests()[0].Verdict, simulator.GetRequests()[0].HttpStatus));
    }

    [Fact]
    public async Task A_bad_gateway_is_the_page_of_a_proxy()
    {
        using IotSimulator simulator = With("BadGateway");
        using RawClient client = new(simulator);

        RawReply reply = await client.GetAsync(SignedRequest.Invoke("a").Sign());

        Assert.Equal((502, "text/html"), (reply.Status, reply.Headers["Content-Type"]));
        Assert.StartsWith("<html>", reply.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_redirect_names_its_place()
    {
        using IotSimulator simulator = With("Redirect location=http://127.0.0.1:1/");
        using RawClient client = new(simulator);

        RawReply reply = await client.GetAsync(SignedRequest.Invoke("a").Sign());

        Assert.Equal((302, "http://127.0.0.1:1/", ""), (reply.Status, reply.Headers["Location"], reply.Body));
    }

    [Theory]
    [InlineData("Reset when=before", 0)]
    [InlineData("Reset when=after", 1)]
    public async Task A_reset_breaks_the_connection(string fault, int executions)
    {
        using IotSimulator simulator = With(fault);
        using RawClient client = new(simulator);
        await client.SendGetAsync(SignedRequest.Invoke("a").Sign());

        IOException broken = await Assert.ThrowsAnyAsync<IOException>(async () => await client.Stream.ReadExactlyAsync(new byte[1]).AsTask().WithTestTimeout());

        Assert.Equal(SocketError.ConnectionReset, Assert.IsType<SocketException>(broken.InnerException).SocketErrorCode);
        Assert.Equal(executions, Executions(simulator));
        Assert.Equal(0, simulator.GetRequests()[0].HttpStatus);
    }

    [Theory]
    [InlineData("Close when=before", 0)]
    [InlineData("Close when=after", 1)]
    public async Task A_close_ends_the_connection_without_a_byte(string fault, int executions)
    {
        using IotSimulator simulator = With(fault);
        using RawClient client = new(simulator);
        await client.SendGetAsync(SignedRequest.Invoke("a").Sign());

        Assert.Equal(0, await client.Stream.ReadAsync(new byte[1]).AsTask().WithTestTimeout());
        Assert.Equal(executions, Executions(simulator));
    }

    [Theory]
    [InlineData("Hang when=before times=1", 0)]
    [InlineData("Hang when=after times=1", 1)]
    public async Task A_hang_gives_no_reply_and_holds_nobody_else_up(string fault, int executions)
    {
        using IotSimulator simulator = With(fault);
        using RawClient hanging = new(simulator);
        using RawClient other = new(simulator);
        await hanging.SendGetAsync(SignedRequest.Invoke("a").Sign());
        Task<int> read = hanging.Stream.ReadAsync(new byte[1]).AsTask();
        await Task.Run(async () =>
        {
            while (simulator.RequestCount == 0)
            {
                await Task.Yield();
            }
        }).WithTestTimeout();

        Assert.True((await other.GetAsync(SignedRequest.Invoke("b").Sign())).Success);
        Assert.False(read.IsCompleted);
        Assert.Equal(executions, simulator.GetExecutionCounts().Where(static count => count.DeviceName == "a").Sum(static count => count.Count));

        simulator.Dispose();
        Assert.True(await read.ContinueWith(static ended => ended.IsFaulted || ended.Result == 0, TaskScheduler.Default).WithTestTimeout());
    }

    [Fact]
    public async Task Cut_JSON_is_complete_for_HTTP_and_for_nobody_else()
    {
        using IotSimulator simulator = With("CutJson");
        using RawClient client = new(simulator);

        RawReply reply = await client.GetAsync(SignedRequest.Invoke("a").Sign());

        Assert.StartsWith("{\"RequestId\":", reply.Body, StringComparison.Ordinal);
        Assert.ThrowsAny<JsonException>(() => reply.Json);
        Assert.Equal(1, Executions(simulator));
        Assert.Equal(200, (await client.GetAsync(SignedRequest.Invoke("a").Sign())).Status);
    }

    [Fact]
    public async Task A_cut_body_ends_before_its_length()
    {
        using IotSimulator simulator = With("CutBody");
        using RawClient client = new(simulator);

        await Assert.ThrowsAsync<EndOfStreamException>(() => client.GetAsync(SignedRequest.Invoke("a").Sign()));
        Assert.Equal(1, Executions(simulator));
    }

    [Fact]
    public async Task Garbled_JSON_is_no_JSON()
    {
        using IotSimulator simulator = With("GarbledJson");
        using RawClient client = new(simulator);

        RawReply reply = await client.GetAsync(SignedRequest.Invoke("a").Sign());

        Assert.Equal(200, reply.Status);
        Assert.ThrowsAny<JsonException>(() => reply.Json);
        Assert.Equal(1, Executions(simulator));
    }

    [Fact]
    public async Task A_huge_reply_is_10_MB_and_still_right()
    {
        using IotSimulator simulator = With("HugeReply");
        using RawClient client = new(simulator);

        RawReply reply = await client.GetAsync(SignedRequest.Invoke("a").Sign());

        Assert.Equal(10 * 1024 * 1024, reply.Body.Length);
        Assert.True(reply.Success);
    }

    [Fact]
    public async Task A_slow_reply_is_held_back_after_the_command_was_carried_out()
    {
        FakeTime time = new();
        using IotSimulator simulator = TestSimulator.Start(options =>
        {
            time.Apply(options);
            options.Fault = [SimulatorFault.Parse("Slow delay=90s")];
        });
        using RawClient client = new(simulator);
        Task<RawReply> reply = client.GetAsync(SignedRequest.Invoke("a").Sign());

        TimeSpan waited = await time.TickToRequestAsync(() => Assert.False(reply.IsCompleted));

        Assert.Equal(TimeSpan.FromSeconds(90), waited);
        Assert.Equal(1, Executions(simulator));
        Assert.True((await reply).Success);
    }

    [Theory]
    [InlineData("-20m", "Tue, 19 Nov 2024 11:40:00 GMT")]
    [InlineData("20m", "Tue, 19 Nov 2024 12:20:00 GMT")]
    public async Task A_wrong_clock_refuses_a_right_timestamp_and_tells_its_own_time(string offset, string date)
    {
        using IotSimulator simulator = With("Clock offset=" + offset);
        using RawClient client = new(simulator);

        RawReply reply = await client.GetAsync(SignedRequest.Invoke("a").Sign());

        Assert.Equal(("InvalidTimeStamp.Expired", date), (reply.Code, reply.Headers["Date"]));
        DateTimeOffset gateway = DateTimeOffset.Parse(date, System.Globalization.CultureInfo.InvariantCulture);
        Assert.True((await client.GetAsync(SignedRequest.Invoke("a").At(gateway).Sign())).Success);
    }

    [Fact]
    public async Task A_batch_is_refused_because_of_one_device()
    {
        using IotSimulator simulator = With("Reject deviceName=bad");
        using RawClient client = new(simulator);

        Assert.Equal("iot.device.NotExistedDevice", (await client.GetAsync(SignedRequest.Invoke("a", "bad", "c").Sign())).Code);
        Assert.True((await client.GetAsync(SignedRequest.Invoke("a", "c").Sign())).Success);
        Assert.Equal(2, Executions(simulator));
    }

    private static IotSimulator With(params string[] faults) =>
        TestSimulator.Start(options => options.Fault = [.. faults.Select(SimulatorFault.Parse)]);

    private static int Executions(IotSimulator simulator) => simulator.GetExecutionCounts().Sum(static count => count.Count);
}
