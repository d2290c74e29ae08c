using System;
using System.Threading;
using System.Threading.Tasks;
using TuyaIot.Tests.Servers;
using TuyaIot.Tests.Support;
using Xunit;

namespace TuyaIot.Tests.Progress;

/// <summary>After Ctrl-C the engine takes nothing more from a cmdlet, and the closing warning still arrives: at the host.</summary>
public sealed class StoppedRunTests
{
    private const string Command = "1..100 | Invoke-IotThingsService Set -BatchSize 10 -ThrottleLimit 1 -Count 100";

    private const string Closing = "Stopped after ";

    [Theory]
    [InlineData("", true)]
    [InlineData(" -Debug", true)]
    [InlineData(" -WarningAction SilentlyContinue", false)]
    [InlineData(" -WarningAction Ignore", false)]
    public async Task Ctrl_C_while_a_request_is_in_flight_ends_with_one_warning(string parameter, bool isWanted)
    {
        TaskCompletionSource<GatewayReply> never = new();
        using TestGateway gateway = new(request => request.Number <= 2 ? Task.FromResult(GatewayReply.Accepted) : never.Task);
        TestUserInterface ui = new();
        using Shell shell = new(ui);
        shell.Use(gateway);

        using ShellRun run = shell.Start(Command + parameter);
        await gateway.ArrivedAsync(3);
        await run.StopAsync();

        Assert.True(ui.Screen.Split(Closing).Length == (isWanted ? 2 : 1), ui.Screen);
        Assert.Equal(isWanted, ui.Screen.Contains("Stopped after 30 of 100 devices; 10 read and not sent. 10 unknown.", StringComparison.Ordinal));
    }

    /// <summary>The cmdlet before it is busy, so no code of this one runs when it is stopped.</summary>
    [Fact]
    public async Task Ctrl_C_while_the_names_stop_coming_ends_with_one_warning()
    {
        using TestGateway gateway = new();
        TestUserInterface ui = new();
        using Shell shell = new(ui);
        shell.Use(gateway);
        using ManualResetEventSlim stopped = new();
        TaskCompletionSource waiting = new(TaskCreationOptions.RunContinuationsAsynchronously);
        shell["wait"] = new Action(() =>
        {
            waiting.SetResult();
            stopped.Wait(Patience.Limit);
        });

        using ShellRun run = shell.Start($"1..100 | ForEach-Object {{ if ($_ -eq 31) {{ $wait.Invoke() }}; $_ }} | {Command[9..]}");
        await waiting.Task.WaitAsync(Patience.Limit);
        Task stop = run.StopAsync();
        stopped.Set();
        await stop;

        Assert.Equal(2, ui.Screen.Split(Closing).Length);
    }
}
