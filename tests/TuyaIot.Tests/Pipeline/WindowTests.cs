using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using TuyaIot.Tests.Servers;
using TuyaIot.Tests.Support;
using Xunit;

namespace TuyaIot.Tests.Pipeline;

/// <summary>As many requests are under way as -ThrottleLimit says: never more, and no fewer where there is work.</summary>
public sealed class WindowTests
{
    private const int Rounds = 25;

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(8)]
    public void The_window_is_filled_and_never_exceeded(int throttleLimit)
    {
        FullWindow barrier = new(throttleLimit);
        using TestGateway gateway = new(request => request.Number == 1 ? Task.FromResult(GatewayReply.Accepted) : barrier.EnterAsync());
        using Shell shell = new();
        shell.Use(gateway);
        shell["names"] = NameList.Stream(1 + (throttleLimit * Rounds));

        ShellResult result = shell.Run($"$names | Invoke-IotThingsService -Identifier Set -BatchSize 1 -ThrottleLimit {throttleLimit}");

        // A barrier lets nobody pass until the window is full: a smaller window would still be waiting.
        Assert.Equal(1 + (throttleLimit * Rounds), result.Output.Count);
        Assert.Equal(throttleLimit, gateway.MostAtOnce);
    }

    [Fact]
    public async Task The_first_request_goes_alone_and_no_name_is_read_past_the_window()
    {
        TaskCompletionSource<GatewayReply> first = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource<GatewayReply> others = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using TestGateway gateway = new(request => request.Number == 1 ? first.Task : others.Task);
        using Shell shell = new();
        shell.Use(gateway);
        CountingSource source = new(1_000);
        shell["names"] = source.Names();

        using ShellRun run = shell.Start("$names | Invoke-IotThingsService -Identifier Set -BatchSize 10 -ThrottleLimit 3");
        await gateway.ArrivedAsync(1);

        // The second request is gathered and waits for the first one's verdict.
        await source.ReadAsync(20);
        Assert.Single(gateway.Requests);
        first.SetResult(GatewayReply.Accepted);

        // 1 answered, 3 under way, 1 gathered that waits.
        await gateway.ArrivedAsync(4);
        await source.ReadAsync(50);
        Assert.Equal(4, gateway.Requests.Count);
        others.SetResult(GatewayReply.Accepted);
        await run.EndAsync();

        Assert.Equal(100, gateway.Requests.Count);
        Assert.Equal(1_000, source.Read);
        Assert.Equal(3, gateway.MostAtOnce);
    }

    [Fact]
    public void A_result_does_not_wait_for_the_ones_before_it()
    {
        TaskCompletionSource thirdWasReported = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using TestGateway gateway = new(async request =>
        {
            if (request.DeviceNames() is ["device000002"])
            {
                await thirdWasReported.Task;
            }

            return GatewayReply.Accepted;
        });
        using Shell shell = new();
        shell.Use(gateway);
        shell["names"] = NameList.Of(3);
        shell["thirdWasReported"] = thirdWasReported;

        ShellResult result = shell.Run("""
            $names | Invoke-IotThingsService -Identifier Set -BatchSize 1 |
                ForEach-Object { $_; if ($_.Batch -eq 3) { $null = $thirdWasReported.TrySetResult() } }
            """);

        Assert.Equal([1, 3, 2], result.Output.Select(batch => batch.Get<int>("Batch")));
    }

    /// <summary>Holds requests until so many are in.</summary>
    private sealed class FullWindow(int size)
    {
        private readonly Lock _lock = new();
        private readonly List<TaskCompletionSource<GatewayReply>> _inside = [];

        internal Task<GatewayReply> EnterAsync()
        {
            lock (_lock)
            {
                TaskCompletionSource<GatewayReply> held = new(TaskCreationOptions.RunContinuationsAsynchronously);
                _inside.Add(held);
                Task<GatewayReply> reply = held.Task;
                if (_inside.Count == size)
                {
                    _inside.ForEach(static one => one.SetResult(GatewayReply.Accepted));
                    _inside.Clear();
                }

                return reply;
            }
        }
    }
}
