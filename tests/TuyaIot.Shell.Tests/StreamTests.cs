using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace TuyaIot.Shell.Tests;

public sealed class StreamTests
{
    [Theory]
    [InlineData("WriteWarning", "", "WARNING: careful")]
    [InlineData("WriteVerbose", "-Verbose", "VERBOSE: careful")]
    [InlineData("WriteDebug", "-Debug", "DEBUG: careful")]
    public async Task Messages_have_their_prefix_on_the_standard_output(string method, string parameter, string line)
    {
        string function = "function Say { [CmdletBinding()] param() $PSCmdlet." + method + "('careful') }; ";

        ShellResult result = await ShellProcess.RunAsync("-Command", function + "Say " + parameter);

        Assert.Equal(line, Assert.Single(result.Lines));
        Assert.Empty(result.Error);
    }

    [Fact]
    public async Task Errors_go_to_the_standard_error_in_the_engines_view()
    {
        using TempFolder folder = new();
        string script = folder.Write("script.ps1", "'before'\nGet-Nothing\n'after'");

        ShellResult result = await ShellProcess.RunAsync("-File", script);

        Assert.Equal(["before", "after"], result.Lines);
        Assert.StartsWith($"Get-Nothing: {script}:2", result.Error);
        Assert.Contains("   2 |  Get-Nothing", result.Error);
    }

    [Fact]
    public async Task What_ends_a_script_is_shown_once_and_with_its_line()
    {
        using TempFolder folder = new();
        string script = folder.Write("script.ps1", "\nthrow 'the reason'");

        ShellResult result = await ShellProcess.RunAsync("-File", script);

        Assert.StartsWith($"Exception: {script}:2", result.Error);
        Assert.Single(result.Error.Split('\n'), line => line.EndsWith("| the reason", System.StringComparison.Ordinal));
        Assert.Empty(result.Output);
    }

    [Fact]
    public async Task The_error_view_is_the_users_choice()
    {
        ShellResult result = await ShellProcess.RunAsync("-Command", "$ErrorView = 'CategoryView'; Get-Nothing");

        Assert.StartsWith("ObjectNotFound:", result.Error);
    }

    [Fact]
    public async Task Nothing_is_coloured_where_the_output_is_redirected()
    {
        ShellResult result = await ShellProcess.RunAsync(
            "-Command", "Get-Command Get-Content; \"$($PSStyle.Foreground.Red)red\"; Get-Nothing");

        Assert.Contains("red", result.Output);
        Assert.DoesNotContain('\u001b', result.Output + result.Error);
    }

    [Fact]
    public async Task Lines_are_120_wide_where_the_output_is_redirected()
    {
        ShellResult result = await ShellProcess.RunAsync(
            "-Command", "[pscustomobject]@{ Long = 'x' * 300 }; $Host.UI.RawUI.BufferSize.Width");

        Assert.Equal("120", result.Lines[^1]);
        Assert.InRange(result.Lines.Max(line => line.Length), 100, 120);
    }

    [Fact]
    public async Task Wide_characters_keep_a_table_straight()
    {
        ShellResult result = await ShellProcess.RunAsync(
            "-Command", "[pscustomobject]@{ A = '\u8bbe\u5907'; B = 1 }, [pscustomobject]@{ A = 'abcd'; B = 2 }");

        // Two wide characters take the room of four narrow ones.
        string[] rows = result.Lines[^2..];
        Assert.Equal(rows[0].IndexOf('1') + 2, rows[1].IndexOf('2'));
    }

    [Fact]
    public async Task Progress_is_not_written_to_a_file()
    {
        ShellResult result = await ShellProcess.RunAsync(
            "-Command",
            "$Host.UI.WriteProgress(1, [System.Management.Automation.ProgressRecord]::new(1, 'Sending', 'now')); 'done'");

        Assert.Equal("done", Assert.Single(result.Lines));
        Assert.Empty(result.Error);
    }
}
