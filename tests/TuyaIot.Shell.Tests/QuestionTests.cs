using System.Threading.Tasks;
using Xunit;

namespace TuyaIot.Shell.Tests;

/// <summary>Nobody is there to answer: what asks fails at once and says why.</summary>
public sealed class QuestionTests
{
    private const string Confirming =
        "$ErrorActionPreference = 'Stop'; function Send { [CmdletBinding(SupportsShouldProcess, ConfirmImpact = 'High')] param() if ($PSCmdlet.ShouldProcess('x')) { 'sent' } }; ";

    [Theory]
    [InlineData("$Host.UI.ReadLine()")]
    [InlineData("$Host.UI.ReadLineAsSecureString()")]
    [InlineData("$Host.UI.PromptForCredential('', '', '', '')")]
    [InlineData(Confirming + "Send")]
    public async Task Without_a_terminal_a_question_is_an_error(string command)
    {
        ShellResult result = await ShellProcess.RunWithInputAsync("y\ny\n", "-Command", command);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("Standard input is not a terminal", result.Error);
        Assert.Empty(result.Output);
    }

    [Fact]
    public async Task NonInteractive_is_named_as_the_reason()
    {
        ShellResult result = await ShellProcess.RunAsync("-NonInteractive", "-Command", Confirming + "Send");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("-NonInteractive", result.Error);
    }

    [Fact]
    public async Task A_missing_mandatory_parameter_is_named()
    {
        ShellResult result = await ShellProcess.RunAsync("-Command", "Import-Module");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("Name", result.Error);
    }

    [Fact]
    public async Task Saying_yes_beforehand_needs_no_terminal()
    {
        ShellResult result = await ShellProcess.RunAsync("-NonInteractive", "-Command", Confirming + "Send -Confirm:$false");

        Assert.Equal("sent", Assert.Single(result.Lines));
    }
}
