using System.Collections.Concurrent;
using System.Linq;
using System.Threading.Tasks;
using TuyaIot.Tests.Servers;
using TuyaIot.Tests.Support;
using Xunit;

namespace TuyaIot.Tests.Pipeline;

/// <summary>Calls whose replies are read: a few in flight, the first alone, the replies in the order of the calls.</summary>
public sealed class RequestQueueTests
{
    [Fact]
    public async Task The_first_call_goes_alone_and_then_as_many_as_the_limit_says()
    {
        Replies replies = new();
        using TestGateway gateway = new(replies.Hold);
        using Shell shell = new();
        shell.Use(gateway);

        using ShellRun run = shell.Start("1..10 | ForEach-Object { \"p$_\" } | Get-IotProduct -ThrottleLimit 3");
        await gateway.ArrivedAsync(1);
        Assert.Single(gateway.Requests);
        replies.Send("p1");
        await gateway.ArrivedAsync(4);

        // The later replies come first, and wait for the earlier one.
        replies.Send("p4");
        replies.Send("p3");
        replies.Send("p2");
        await gateway.ArrivedAsync(5);
        replies.SendAll();
        ShellResult result = await run.EndAsync();

        Assert.Equal(Enumerable.Range(1, 10).Select(static number => $"p{number}"), result.Output.Select(static product => product.Get<string>("ProductKey")));
        Assert.Equal(3, gateway.MostAtOnce);
    }

    [Fact]
    public async Task A_pipeline_that_ends_leaves_nothing_in_flight()
    {
        Replies replies = new();
        using TestGateway gateway = new(replies.Hold);
        using Shell shell = new();
        shell.Use(gateway);

        using ShellRun run = shell.Start("1..10 | ForEach-Object { \"p$_\" } | Get-IotProduct -ThrottleLimit 3 | Select-TestFirst 1");
        await gateway.ArrivedAsync(1);
        replies.Send("p1");
        ShellResult result = await run.EndAsync();

        Assert.Single(result.Output);
        await gateway.IdleAsync();
        Assert.InRange(gateway.Requests.Count, 1, 4);
    }

    [Fact]
    public void Where_the_secret_is_wrong_one_request_has_found_out()
    {
        using TestGateway gateway = new(static _ => GatewayReply.Refused("SignatureDoesNotMatch", status: 400));
        using Shell shell = new();
        shell.Use(gateway);

        Assert.Equal("SignatureRefused", shell.Catch("'p1', 'p2', 'p3' | Get-IotProduct").FullyQualifiedErrorId.Split(',')[0]);
        Assert.Single(gateway.Requests);
    }

    private sealed class Replies
    {
        private readonly ConcurrentDictionary<string, TaskCompletionSource<GatewayReply>> _held = new();

        internal Task<GatewayReply> Hold(GatewayRequest request) => Of(request["ProductKey"]!).Task;

        internal void Send(string key) => Of(key).TrySetResult(GatewayReply.Ok($$$"""{"RequestId":"R","Success":true,"Data":{"ProductKey":"{{{key}}}"}}"""));

        internal void SendAll()
        {
            foreach (int number in Enumerable.Range(1, 10))
            {
                Send($"p{number}");
            }
        }

        private TaskCompletionSource<GatewayReply> Of(string key) =>
            _held.GetOrAdd(key, static _ => new TaskCompletionSource<GatewayReply>(TaskCreationOptions.RunContinuationsAsynchronously));
    }
}
