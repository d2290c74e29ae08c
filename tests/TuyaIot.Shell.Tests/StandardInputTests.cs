using System.Threading.Tasks;
using Xunit;

namespace TuyaIot.Shell.Tests;

public sealed class StandardInputTests
{
    [Theory]
    [InlineData]
    [InlineData("-Command", "-")]
    [InlineData("-NonInteractive", "-File", "-")]
    public async Task Statements_are_read_line_by_line_and_over_several_lines(params string[] arguments)
    {
        ShellResult result = await ShellProcess.RunWithInputAsync(
            "$n = 20\nfunction Double {\n  $n * 2\n\n}\nDouble\n@'\ntext\n'@\n", arguments);

        Assert.Equal(["40", "text"], result.Lines);
        Assert.Equal(0, result.ExitCode);
    }

    [Fact]
    public async Task An_error_is_shown_and_the_next_statement_runs()
    {
        ShellResult result = await ShellProcess.RunWithInputAsync("throw 'first'\n'second'\n");

        Assert.Contains("first", result.Error);
        Assert.Equal("second", Assert.Single(result.Lines));
        Assert.Equal(0, result.ExitCode);
    }

    [Theory]
    [InlineData("exit 4\n'never'\n", 4)]
    [InlineData("'fine'\nthrow 'last'\n", 1)]
    [InlineData("Get-Nothing", 1)]
    [InlineData("", 0)]
    public async Task The_last_statement_decides_the_exit_code(string input, int exitCode)
    {
        ShellResult result = await ShellProcess.RunWithInputAsync(input);

        Assert.Equal(exitCode, result.ExitCode);
        Assert.DoesNotContain("never", result.Output);
    }

    [Fact]
    public async Task A_statement_that_never_ends_is_an_error()
    {
        ShellResult result = await ShellProcess.RunWithInputAsync("if ($true) {\n'never'\n");

        Assert.Contains("Missing closing '}'", result.Error);
        Assert.Equal(1, result.ExitCode);
        Assert.Empty(result.Output);
    }
}
