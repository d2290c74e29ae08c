using System.Threading.Tasks;
using Xunit;

namespace TuyaIot.Shell.Tests;

public sealed class CommandTests
{
    [Theory]
    [InlineData("'fine'", 0)]
    [InlineData("Get-Nothing; 'last'", 0)]
    [InlineData("'first'; Get-Nothing", 1)]
    [InlineData("Import-Module no-such-module", 1)]
    [InlineData("throw 'no'", 1)]
    [InlineData("if ($true) {", 1)]
    [InlineData("exit 7", 7)]
    public async Task Ends_as_its_last_statement_did(string command, int exitCode) =>
        Assert.Equal(exitCode, (await ShellProcess.RunAsync("-Command", command)).ExitCode);

    [Fact]
    public async Task Takes_the_rest_of_the_line()
    {
        ShellResult result = await ShellProcess.RunAsync("-nop", "-noni", "-c", "1", "+", "1;", "'-File'");

        Assert.Equal(["2", "-File"], result.Lines);
    }

    [Fact]
    public async Task Runs_where_the_shell_was_started()
    {
        using TempFolder folder = new();
        folder.Write("here.txt", "found");

        ShellResult result = await ShellProcess.RunInAsync(folder.Path, string.Empty, "-Command", "Get-Content here.txt");

        Assert.Equal("found", Assert.Single(result.Lines));
    }

    [Fact]
    public async Task Hands_the_standard_input_to_a_command_that_asks_for_it()
    {
        ShellResult result = await ShellProcess.RunWithInputAsync(
            "a\nb\n", "-Command", "$input | ForEach-Object { \"<$_>\" }");

        Assert.Equal(["<a>", "<b>"], result.Lines);
    }
}
