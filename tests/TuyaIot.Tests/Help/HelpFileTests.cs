using System.IO;
using System.Text;
using TuyaIot.Help;
using TuyaIot.Tests.Support;
using Xunit;

namespace TuyaIot.Tests.Help;

public sealed class HelpFileTests
{
    [Fact]
    public void The_help_file_is_generated_from_these_pages_and_this_module()
    {
        using Shell shell = new();
        string expected = Encoding.UTF8.GetString(MamlWriter.Write(HelpFolder.Entries(shell)));

        // A clone may have other line ends.
        string found = File.ReadAllText(HelpFolder.HelpFile).ReplaceLineEndings("\n");

        Assert.True(expected == found, "A page or a parameter changed after the help file: run ./build.ps1 Help.");
    }
}
