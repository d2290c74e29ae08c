using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using TuyaIot.Tests.Servers;
using TuyaIot.Tests.Support;
using Xunit;

namespace TuyaIot.Tests.Pipeline;

/// <summary>Jobs and runbooks share a process, and nothing else.</summary>
public sealed class TwoRunspacesTests
{
    [Fact]
    public async Task Two_runspaces_at_once_use_their_own_credentials_and_see_no_other()
    {
        // Each gateway holds its first request until the other has one too: both runs are under way at once.
        TaskCompletionSource[] started = [new(), new()];
        using TestGateway left = Gateway(0, started);
        using TestGateway right = Gateway(1, started);
        using Shell leftShell = Open(left, "left");
        using Shell rightShell = Open(right, "right");

        const string Script = "$names | Invoke-IotThingsService -Identifier Set -BatchSize 10; Get-IotCredential";
        using ShellRun leftRun = leftShell.Start(Script);
        using ShellRun rightRun = rightShell.Start(Script);
        ShellResult[] results = await Task.WhenAll(leftRun.EndAsync(), rightRun.EndAsync());

        AssertOnly(left, "left", results[0]);
        AssertOnly(right, "right", results[1]);
    }

    private static TestGateway Gateway(int own, TaskCompletionSource[] started) => new(async _ =>
    {
        started[own].TrySetResult();
        await started[1 - own].Task;
        return GatewayReply.Accepted;
    });

    private static Shell Open(TestGateway gateway, string name)
    {
        Shell shell = new();
        shell["Endpoint"] = gateway.Endpoint.AbsoluteUri;
        shell["names"] = NameList.Of(500).Select(device => $"{name}-{device}").ToArray();
        shell.Run($"Set-IotCredential {name}-key $Secret $Endpoint -ProductKey {name}-product -RequestsPerSecond 0");
        return shell;
    }

    private static void AssertOnly(TestGateway gateway, string name, ShellResult result)
    {
        Assert.Empty(result.Errors);
        Assert.Equal(50, gateway.Requests.Count);
        Assert.All(gateway.Requests, request => Assert.Equal($"{name}-key", request["AccessKeyId"]));
        Assert.All(gateway.Requests, request => Assert.Equal($"{name}-product", request["ProductKey"]));
        Assert.All(gateway.DeviceNames, device => Assert.StartsWith(name, device));
        Assert.Equal(500, gateway.DeviceNames.Distinct().Count());
        PSObject credential = result.Output[^1];
        Assert.Equal(51, result.Output.Count);
        Assert.Equal($"{name}-key", credential.Get<string>("AccessKeyId"));
    }
}
