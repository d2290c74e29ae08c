using System.Threading.Tasks;
using Xunit;

namespace TuyaIot.Shell.Tests;

/// <summary>-File ends with the number that pwsh ends with.</summary>
public sealed class ScriptExitCodeTests
{
    [Theory]
    [InlineData("'fine'", 0)]
    [InlineData("exit 3", 3)]
    [InlineData("exit", 0)]
    [InlineData("function Leave { exit 4 }; Leave; 'never'", 4)]
    [InlineData("throw 'no'", 1)]
    [InlineData("[CmdletBinding()] param() $PSCmdlet.ThrowTerminatingError([System.Management.Automation.ErrorRecord]::new([Exception]::new('no'), 'No', 'NotSpecified', $null))", 1)]
    [InlineData("$ErrorActionPreference = 'Stop'; Get-Nothing; exit 0", 1)]
    [InlineData("param([Parameter(Mandatory)] $Name) $Name", 1)]
    [InlineData("#requires -Version 99\n'never'", 1)]
    [InlineData("if ($true) {", 1)]
    [InlineData("'a' {", 1)]
    [InlineData("$Host.SetShouldExit(9)", 9)]
    public async Task Ends_as_the_script_says(string script, int exitCode) =>
        Assert.Equal(exitCode, (await RunAsync(script)).ExitCode);

    [Theory]
    [InlineData("Import-Module no-such-module; 'end'")]
    [InlineData("Get-Nothing; 'end'")]
    [InlineData("1 / 0; 'end'")]
    [InlineData("dotnet no-such-verb *> $null; 1 / 0; 'end'")]
    [InlineData("[CmdletBinding()] param() $PSCmdlet.WriteError([System.Management.Automation.ErrorRecord]::new([Exception]::new('no'), 'No', 'NotSpecified', $null)); 'end'")]
    public async Task An_error_that_does_not_end_the_script_does_not_change_its_exit_code(string script)
    {
        ShellResult result = await RunAsync(script);

        Assert.Equal(0, result.ExitCode);
        Assert.Equal("end", result.Lines[^1]);
        Assert.NotEmpty(result.Error);
    }

    [Fact]
    public async Task The_exit_of_a_script_that_a_script_calls_ends_that_one_only()
    {
        using TempFolder folder = new();
        folder.Write("inner.ps1", "exit 5");
        string outer = folder.Write("outer.ps1", "& \"$PSScriptRoot/inner.ps1\"; \"inner $LASTEXITCODE\"; 1 / 0");

        ShellResult result = await ShellProcess.RunAsync("-File", outer);

        Assert.Equal("inner 5", Assert.Single(result.Lines));
        Assert.Equal(0, result.ExitCode);
    }

    private static async Task<ShellResult> RunAsync(string script)
    {
        using TempFolder folder = new();
        return await ShellProcess.RunAsync("-NoProfile", "-File", folder.Write("script.ps1", script));
    }
}
