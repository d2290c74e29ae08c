using System;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;
using TuyaIot.Simulator.Tests.Support;
using Xunit;

namespace TuyaIot.Simulator.Tests.Http;

/// <summary>Bytes that are not a proper request get a clear reply or a closed connection, and the next client is served.</summary>
public sealed class ConnectionTests
{
    [Theory]
    [InlineData("hello\r\n\r\n", 400)]
    [InlineData("\u0016\u0003\u0001\u0002\u0000", 400)]
    [InlineData("GET / HTTP/2.0\r\n\r\n", 400)]
    [InlineData("GET http://elsewhere/ HTTP/1.1\r\n\r\n", 400)]
    [InlineData("GET / HTTP/1.1\r\nno header\r\n\r\n", 400)]
    [InlineData("POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n", 400)]
    [InlineData("POST / HTTP/1.1\r\nContent-Length: 99999999999999999999\r\n\r\n", 400)]
    [InlineData("POST / HTTP/1.1\r\nContent-Length: 1310721\r\n\r\n", 413)]
    [InlineData("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n", 411)]
    public async Task What_is_no_request_is_refused_and_the_connection_closed(string bytes, int status)
    {
        using IotSimulator simulator = TestSimulator.Start();
        using RawClient client = new(simulator);

        await client.SendAsync(bytes);
        RawReply reply = await client.ReadReplyAsync();

        Assert.Equal(status, reply.Status);
        Assert.Equal("close", reply.Headers["Connection"]);
        Assert.True(await client.IsClosedAsync());
        await AssertAnswersAsync(simulator);
    }

    [Theory]
    [InlineData("PUT", "/", 405)]
    [InlineData("GET", "/api", 404)]
    public async Task A_wrong_method_or_path_is_refused_and_the_connection_goes_on(string method, string path, int status)
    {
        using IotSimulator simulator = TestSimulator.Start();
        using RawClient client = new(simulator);

        await client.SendAsync($"{method} {path} HTTP/1.1\r\n\r\n");

        Assert.Equal(status, (await client.ReadReplyAsync()).Status);
        Assert.True((await client.GetAsync(SignedRequest.Invoke("a").Sign())).Success);
    }

    [Fact]
    public async Task A_megabyte_of_headers_is_refused()
    {
        using IotSimulator simulator = TestSimulator.Start();
        using RawClient client = new(simulator);

        await client.SendAsync("GET / HTTP/1.1\r\n" + string.Concat(Enumerable.Repeat("X-Padding: " + new string('x', 1_000) + "\r\n", 1_024)));

        Assert.Equal(431, (await client.ReadReplyAsync()).Status);
        await AssertAnswersAsync(simulator);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(8_192)]
    public async Task A_request_line_beyond_the_limit_is_refused(int warmUp)
    {
        using IotSimulator simulator = TestSimulator.Start();
        using RawClient client = new(simulator);

        // A first, larger body leaves a larger buffer behind, which must not widen the limit.
        await client.PostAsync(new string('x', warmUp * 2));
        await client.SendGetAsync(new string('x', 8_193));

        Assert.Equal(414, (await client.ReadReplyAsync()).Status);
        await AssertAnswersAsync(simulator);
    }

    [Fact]
    public async Task A_client_that_never_finishes_is_closed_when_its_time_is_over()
    {
        FakeTime time = new();
        using IotSimulator simulator = TestSimulator.Start(time.Apply);
        using RawClient client = new(simulator);
        await client.SendAsync("GET / HT");
        await AssertAnswersAsync(simulator);

        Task<bool> closed = client.IsClosedAsync();
        while (!closed.IsCompleted)
        {
            await time.TickAsync(TimeSpan.FromSeconds(31));
        }

        Assert.True(await closed);
        await AssertAnswersAsync(simulator, time.Now);
    }

    [Fact]
    public async Task An_idle_connection_is_left_open()
    {
        FakeTime time = new();
        using IotSimulator simulator = TestSimulator.Start(time.Apply);
        using RawClient client = new(simulator);
        Assert.True((await client.GetAsync(SignedRequest.Invoke("a").Sign())).Success);

        await time.TickAsync(TimeSpan.FromSeconds(60));
        await time.TickAsync(TimeSpan.FromSeconds(60));
        await time.TickAsync(TimeSpan.FromSeconds(60));

        Assert.True((await client.GetAsync(SignedRequest.Invoke("a").Sign())).Success);
    }

    [Fact]
    public async Task A_body_is_announced_and_awaited()
    {
        using IotSimulator simulator = TestSimulator.Start();
        using RawClient client = new(simulator);
        string form = SignedRequest.Invoke("a").Sign("POST");
        await client.SendAsync(
            "POST / HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded; charset=utf-8\r\nExpect: 100-continue\r\n" +
            $"Content-Length: {form.Length}\r\n\r\n");
        byte[] go = new byte["HTTP/1.1 100 Continue\r\n\r\n".Length];
        await client.Stream.ReadExactlyAsync(go).AsTask().WithTestTimeout();
        foreach (char one in form)
        {
            await client.SendAsync(one.ToString());
        }

        Assert.True((await client.ReadReplyAsync()).Success);
    }

    [Fact]
    public async Task The_client_may_ask_to_close()
    {
        using IotSimulator simulator = TestSimulator.Start();
        using RawClient client = new(simulator);
        await client.SendAsync($"GET /?{SignedRequest.Invoke("a").Sign()} HTTP/1.1\r\nConnection: close\r\n\r\n");

        Assert.True((await client.ReadReplyAsync()).Success);
        Assert.True(await client.IsClosedAsync());
    }

    [Fact]
    public async Task Stopping_closes_every_connection_and_may_be_repeated()
    {
        IotSimulator simulator = TestSimulator.Start();
        using RawClient client = new(simulator);
        Assert.True((await client.GetAsync(SignedRequest.Invoke("a").Sign())).Success);

        await Task.Run(simulator.Dispose).WithTestTimeout();
        simulator.Dispose();

        Assert.True(await client.IsClosedAsync());
        Assert.Throws<SocketException>(() => new RawClient(simulator));
        Assert.DoesNotContain(simulator, IotSimulator.Running);
    }

    [Fact]
    public async Task Two_simulators_run_side_by_side_and_know_their_own_requests()
    {
        using IotSimulator one = TestSimulator.Start();
        using IotSimulator two = TestSimulator.Start();

        await AssertAnswersAsync(one);

        Assert.Equal((1, 0), (one.RequestCount, two.RequestCount));
        Assert.Contains(one, IotSimulator.Running);
        Assert.Contains(two, IotSimulator.Running);
    }

    [Fact]
    public void A_taken_port_is_told()
    {
        using IotSimulator first = TestSimulator.Start();

        SocketException taken = Assert.Throws<SocketException>(() => TestSimulator.Start(options => options.Port = first.Port));

        Assert.Equal(SocketError.AddressAlreadyInUse, taken.SocketErrorCode);
    }

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("192.168.1.10")]
    [InlineData("::")]
    public void An_address_that_others_can_reach_is_refused(string address)
    {
        SimulatorException refused = Assert.Throws<SimulatorException>(
            () => TestSimulator.Start(options => options.Address = IPAddress.Parse(address)));

        Assert.Equal("Address", refused.Subject);
        Assert.Contains("loopback only", refused.Message, StringComparison.Ordinal);
    }

    private static async Task AssertAnswersAsync(IotSimulator simulator, DateTimeOffset? now = null)
    {
        using RawClient next = new(simulator);
        Assert.True((await next.GetAsync(SignedRequest.Invoke("a").At(now ?? SignedRequest.Noon).Sign())).Success);
    }
}
