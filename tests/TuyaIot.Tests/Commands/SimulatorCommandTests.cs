using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;
using TuyaIot.Tests.Servers;
using TuyaIot.Tests.Support;
using Xunit;

namespace TuyaIot.Tests.Commands;

/// <summary>The simulator as a user of PowerShell meets it.</summary>
public sealed class SimulatorCommandTests : IDisposable
{
    private readonly Shell _shell = new();
    private readonly string _scenario = Path.GetTempFileName();

    public void Dispose()
    {
        _shell.Dispose();
        File.Delete(_scenario);
    }

    [Fact]
    public void A_batch_goes_out_and_each_device_says_what_became_of_it()
    {
        File.WriteAllText(_scenario, """
            { "products": [ { "productKey": "p1", "devices": [ "a", { "deviceName": "b", "status": "offline" }, { "deviceName": "c", "outcome": "failed" } ] } ] }
            """);
        _shell["Path"] = _scenario;

        ShellResult devices = _shell.Run("""
            $sim = Start-IotSimulator -ScenarioPath $Path; $sim | Set-IotCredential
            $null = 'a', 'b', 'c' | Invoke-IotThingsService -Identifier Set -Args @{ n = 1 }
            $sim | Get-IotSimulatorDevice; $sim | Get-IotSimulatorDevice b, [x-z]
            $sim | Stop-IotSimulator
            """);

        Assert.Empty(devices.Errors);
        Assert.Equal(["a", "b", "c", "b"], devices.Output.Select(static device => device.Get<string>("DeviceName")));
        Assert.Equal(["Executed", "NeverArrived", "Failed", "NeverArrived"], devices.Output.Select(static device => device.Get<PSObject[]>("Log")![1].Get<string>("Event")));
        Assert.All(devices.Output, static device => Assert.Equal(1, device.Get<int>("ExecutionCount")));
    }

    [Theory]
    [InlineData("-Fault 'Reject nth=2'")]
    [InlineData("-Fault @{ Kind = 'Reject'; Nth = 2 }")]
    [InlineData("-Fault Clock, @{ Kind = 'Reject'; Nth = 2 }")]
    [InlineData("-Fault (,'Reject nth=2')")]
    public void Faults_are_texts_or_hashtables(string fault)
    {
        _shell.UseSimulator("-ProductKey p1");
        ShellResult results = _shell.Run($$"""
            Stop-IotSimulator $sim
            $sim = Start-IotSimulator {{fault}}; $sim | Set-IotCredential -ProductKey p1
            'a', 'b' | Invoke-IotThingsService -Identifier Set -BatchSize 1 -ThrottleLimit 1 -ErrorAction SilentlyContinue
            """);

        Assert.Equal(["Accepted", "Rejected"], results.Output.Select(static result => result.Status()));
    }

    [Theory]
    [InlineData("-Fault Resett", "There is no fault of the kind 'Resett'. The kinds are Throttle,")]
    [InlineData("-Fault @{ Kind = 'Reset'; Rat = 1 }", "Reset has no setting 'Rat'. It has rate,")]
    [InlineData("-Fault @{ Rate = 1 }", "There is no kind")]
    public void A_wrong_fault_is_told_with_what_is_right(string fault, string message) =>
        Assert.Contains(message, _shell.Catch("Start-IotSimulator " + fault).Exception.Message, StringComparison.Ordinal);

    [Fact]
    public void A_scenario_with_a_typo_is_told_by_file_and_key()
    {
        File.WriteAllText(_scenario, """{ "product": [] }""");
        _shell["Path"] = _scenario;

        ErrorRecord error = _shell.Catch("Start-IotSimulator -ScenarioPath $Path");

        error.Is("SimulatorScenarioInvalid", ErrorCategory.InvalidData);
        Assert.Equal(_scenario, error.Target());
        Assert.Contains("There is no key 'product' in the scenario. The keys are description,", error.Exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-ScenarioPath ./missing.json", "SimulatorScenarioUnreadable", ErrorCategory.OpenError)]
    [InlineData("-Scenario NoSuchDrive:/a.json", "SimulatorScenarioUnreadable", ErrorCategory.OpenError)]
    [InlineData("-ScenarioPath Variable:Path", "SimulatorScenarioUnreadable", ErrorCategory.OpenError)]
    [InlineData("-Address 0.0.0.0", "SimulatorOptionInvalid", ErrorCategory.InvalidArgument)]
    [InlineData("-Device (-1)", "SimulatorOptionInvalid", ErrorCategory.InvalidArgument)]
    [InlineData("-Port $sim.Port", "SimulatorPortUnavailable", ErrorCategory.ResourceUnavailable)]
    public void What_cannot_start_says_why_and_what_to_do(string arguments, string id, ErrorCategory category)
    {
        _shell.UseSimulator();

        _shell.Catch("Start-IotSimulator " + arguments).Is(id, category);
        _shell.Run("Stop-IotSimulator $sim");
    }

    [Fact]
    public void A_number_is_how_many_devices_and_a_text_is_a_name()
    {
        ShellResult names = _shell.Run("""
            $sim = Start-IotSimulator -ProductKey p1 -Device x, '7', 2
            ($sim | Get-IotSimulatorDevice).DeviceName
            Stop-IotSimulator $sim; Stop-IotSimulator $sim; @() | Stop-IotSimulator
            """);

        Assert.Empty(names.Errors);
        Assert.Equal(["x", "7", "device1", "device2"], names.Output.Select(static name => name.ToString()));
    }

    [Fact]
    public void A_device_that_is_nowhere_is_an_error_and_a_wildcard_is_none()
    {
        ShellResult found = _shell.Run("""
            $sim = Start-IotSimulator -ProductKey p1 -Device x
            $sim | Get-IotSimulatorDevice x, nobody, no*
            Stop-IotSimulator $sim
            """);

        Assert.Equal("x", Assert.Single(found.Output).Get<string>("DeviceName"));
        ErrorRecord error = Assert.Single(found.Errors);
        Assert.StartsWith("SimulatorDeviceNotFound,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal("nobody", error.TargetObject);
    }

    [Fact]
    public void An_empty_pipeline_stops_nobody()
    {
        Assert.True(_shell.Run("$sim = Start-IotSimulator; @() | Stop-IotSimulator; $sim.IsRunning; Stop-IotSimulator $sim").Output[0].BaseObject is true);
    }

    [Theory]
    [InlineData("Start-IotSimulator -Fault Cut", "CutJson CutBody")]
    [InlineData("Start-IotSimulator -Fault 'Throttle per", "'Throttle perSecond=")]
    public void Completion_knows_kinds_and_their_settings(string line, string expected)
    {
        _shell["Line"] = line;

        ShellResult completed = _shell.Run("""
            [Management.Automation.CommandCompletion]::CompleteInput($Line, $Line.Length, $null).CompletionMatches.CompletionText
            """);

        Assert.Equal(expected, string.Join(' ', completed.Output));
    }

    [Fact]
    public async Task In_the_foreground_it_says_that_it_is_no_cloud_and_ends_with_Ctrl_C()
    {
        int port = FreePort();
        using ShellRun run = _shell.Start($"Start-IotSimulator -Wait -Port {port}");
        await Task.Run(async () =>
        {
            while (!await AnswersAsync(port))
            {
                await Task.Yield();
            }
        }).WaitAsync(Patience.Limit);

        await run.StopAsync();
        await run.EndAsync();

        Assert.Equal(PSInvocationState.Stopped, run.State);
        Assert.Contains($"http://127.0.0.1:{port}", _shell.UI.Screen, StringComparison.Ordinal);
        Assert.Contains("This is no cloud", _shell.UI.Screen, StringComparison.Ordinal);
        Assert.False(await AnswersAsync(port));
    }

    [Fact]
    public void Views_show_what_matters_and_no_secret()
    {
        _shell.UseSimulator("-ProductKey p1");
        _shell.Run("""
            $null = 'd1' | Invoke-IotThingsService -Identifier Set
            $sim | Out-Default; Get-IotSimulatorRequest $sim | Out-Default; $sim | Get-IotSimulatorDevice | Out-Default
            ($sim | Get-IotSimulatorDevice).Log | Out-Default
            Stop-IotSimulator $sim
            """);

        string screen = _shell.UI.Screen;
        foreach (string expected in (string[])["http://127.0.0.1:", "(any)", "InvokeThingsService", "Accepted", "Online", "Executed", "{}"])
        {
            Assert.Contains(expected, screen, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("SecureString", screen, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_scenario_of_the_help_topic_starts()
    {
        string topic = File.ReadAllText(Path.Combine(Repository.Root, "en-US", "about_TuyaIot_Simulator.help.txt"));
        string[] scenarios = [.. topic.Split("\n    1. ")[1].Split("A TEST OF YOUR OWN SCRIPT")[0].Split(["\n    2. ", "\n    3. ", "\n    4. "], StringSplitOptions.None)];
        Assert.Equal(4, scenarios.Length);

        Assert.All(scenarios, scenario =>
        {
            File.WriteAllText(_scenario, scenario[scenario.IndexOf('{', StringComparison.Ordinal)..]);
            _shell["Path"] = _scenario;
            Assert.Empty(_shell.Run("Start-IotSimulator -Scenario $Path -ErrorAction Stop | Stop-IotSimulator").Errors);
        });
    }

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task<bool> AnswersAsync(int port)
    {
        using TcpClient client = new();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
