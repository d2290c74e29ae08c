using System;
using System.Linq;
using System.Management.Automation;
using TuyaIot.Tests.Servers;
using TuyaIot.Tests.Support;
using Xunit;

namespace TuyaIot.Tests.Pipeline;

/// <summary>What each stream says, how often, and what a result says.</summary>
public sealed class StreamTests
{
    private const string Command = "Invoke-IotThingsService -Identifier Set -BatchSize 2 -Args @{ p = 1 }";

    private static ShellResult Run(string script) => Run(script, new TestUserInterface());

    private static ShellResult Run(string script, TestUserInterface ui)
    {
        using TestGateway gateway = new(request =>
            request.DeviceNames()[0] == "device000003" ? GatewayReply.Refused("iot.device.NotExistedDevice") : GatewayReply.Accepted);
        using Shell shell = new(ui);
        shell.Use(gateway);
        shell["names"] = NameList.Of(10);
        return shell.Run(script);
    }

    [Fact]
    public void Verbose_is_one_line_a_request()
    {
        ShellResult result = Run($"$names | {Command} -Verbose");

        Assert.Equal(5, result.Verbose.Count);
        Assert.Equal(4, result.Verbose.Count(line => line.Contains("Accepted", StringComparison.Ordinal) && line.Contains("A-1", StringComparison.Ordinal)));
        Assert.Single(result.Verbose, line => line.Contains("Rejected", StringComparison.Ordinal) && line.Contains("R-1", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", " -Debug -Verbose:$false")]
    [InlineData("$DebugPreference = 'Continue'; ", "")]
    public void Debug_shows_the_parameters_of_each_request(string preference, string parameter)
    {
        ShellResult result = Run($"{preference}$names[0..2] | {Command}{parameter}");

        Assert.Equal(2, result.Debug.Count);
        Assert.Matches(
            @"^InvokeThingsService Get http://127\.0\.0\.1:\d+/ Args=\{""p"":1\} Identifier=Set ProductKey=pk1 DeviceName\.1\.\.2=device000001…device000002$",
            result.Debug[0]);
        Assert.EndsWith(" DeviceName.1=device000003", result.Debug[1]);
    }

    /// <summary>The engine would ask after each verbose line, warning and error.</summary>
    [Fact]
    public void Debug_never_asks_and_shows_verbose_lines_among_its_own_and_warnings_on_the_screen()
    {
        TestUserInterface ui = new();
        ShellResult result = Run($"$names | {Command} -Debug", ui);

        Assert.Empty(ui.Questions);
        Assert.Empty(result.Verbose);
        Assert.Equal(5, result.Debug.Count(line => line.StartsWith("InvokeThingsService Get ", StringComparison.Ordinal)));
        Assert.Equal(5, result.Debug.Count(line => line.StartsWith("Batch ", StringComparison.Ordinal)));
        Assert.Equal(10, result.Debug.Count);
        Assert.Equal(5, result.Output.Count);
        Assert.Single(result.Errors);
        Assert.Contains("8 devices accepted, 2 rejected.", ui.Screen);
    }

    [Fact]
    public void Nothing_is_said_that_was_not_asked_for()
    {
        ShellResult result = Run($"$names[0..1] | {Command}");

        Assert.Single(result.Output);
        Assert.Empty(result.Errors);
        Assert.Empty(result.Warnings);
        Assert.Empty(result.Verbose);
        Assert.Empty(result.Debug);
        Assert.All(result.Information, line => Assert.StartsWith("Invoke Set: 2 devices: ", line));
    }

    [Fact]
    public void PerDevice_gives_one_result_a_device()
    {
        ShellResult result = Run($"$names | {Command} -PerDevice");

        Assert.Equal(NameList.Of(10), result.Output.Select(device => device.Get<string>("DeviceName")).Order());
        Assert.Equal(["device000003", "device000004"], result.Output
            .Where(device => device.Status() == "Rejected")
            .Select(device => device.Get<string>("DeviceName")));
        Assert.Single(result.Errors);
    }

    [Fact]
    public void A_result_says_who_was_told_what_when_and_what_came_of_it()
    {
        DateTime before = DateTime.UtcNow;
        PSObject result = Assert.Single(Run($"$names[0..1] | {Command} -Qos 1").Output);

        Assert.Equal("Accepted", result.Status());
        Assert.True(result.Get<bool>("Success"));
        Assert.Equal("A-1", result.Get<string>("RequestId"));
        Assert.Null(result.Properties["Code"].Value);
        Assert.Null(result.Properties["ErrorMessage"].Value);
        Assert.Equal("pk1", result.Get<string>("ProductKey"));
        Assert.Equal("Set", result.Get<string>("Identifier"));
        Assert.Equal("""{"p":1}""", result.Get<string>("Args"));
        Assert.Equal(1, result.Get<int>("Qos"));
        Assert.Equal(2, result.Get<int>("DeviceCount"));
        Assert.Equal(1, result.Get<int>("Batch"));
        Assert.Equal(1, result.Get<int>("Attempts"));
        Assert.InRange(result.Get<DateTime>("SentAt"), before.AddSeconds(-1), DateTime.UtcNow);
        Assert.True(result.Get<TimeSpan>("Duration") > TimeSpan.Zero);
        Assert.Equal("Accepted: 2 devices of pk1 (batch 1)", result.ToString());
    }
}
