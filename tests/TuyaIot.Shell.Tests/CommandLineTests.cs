using System.Threading.Tasks;
using Xunit;

namespace TuyaIot.Shell.Tests;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("'-Foo' is not a switch", "-Foo")]
    [InlineData("'missing.ps1' does not exist", "-File", "missing.ps1")]
    [InlineData("'missing.ps1' does not exist", "missing.ps1")]
    [InlineData("-File needs the path", "-File")]
    [InlineData("-Command needs a command", "-NoProfile", "-Command")]
    [InlineData("takes nothing else", "-Command", "-", "more")]
    public async Task What_cannot_be_understood_is_said_and_ends_with_64(string message, params string[] arguments)
    {
        ShellResult result = await ShellProcess.RunAsync(arguments);

        Assert.Equal(64, result.ExitCode);
        Assert.Contains(message, result.Error);
        Assert.Empty(result.Output);
    }

    [Theory]
    [InlineData("-?")]
    [InlineData("-Help")]
    public async Task Help_says_which_command_is_the_shells_own(string argument)
    {
        ShellResult result = await ShellProcess.RunAsync(argument);

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("Get-Content", result.Output);
    }

    [Fact]
    public async Task Words_after_the_script_are_its_parameters()
    {
        using TempFolder folder = new();
        string script = folder.Write(
            "script.ps1", "param([string] $Name, [switch] $Loud, [switch] $Quiet, $Rest) \"$Name|$Loud|$Quiet|$Rest|$args\"");

        ShellResult result = await ShellProcess.RunAsync(
            "-File", script, "-Name:", "it's $HOME", "-Loud", "-Quiet:$false", "rest", "-Command", "more");

        Assert.Equal("it's $HOME|True|False|rest|-Command more", Assert.Single(result.Lines));
    }

    [Fact]
    public async Task A_script_knows_where_it_is()
    {
        using TempFolder folder = new();
        string script = folder.Write("script.ps1", "$PSScriptRoot; $MyInvocation.MyCommand.Path");

        ShellResult result = await ShellProcess.RunAsync(script);

        Assert.Equal([folder.Path, script], result.Lines);
    }
}
