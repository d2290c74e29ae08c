using System.IO;
using System.Text;
using TuyaIot.Help;
using Xunit;

namespace TuyaIot.Tests.Help;

public sealed class HelpFileTests
{
    [Fact]
    public void The_help_file_is_what_the_pages_make_of_it()
    {
        string expected = Encoding.UTF8.GetString(MamlWriter.Write(HelpFolder.Pages));

        // A clone may have other line ends.
        string found = File.ReadAllText(HelpFolder.HelpFile).ReplaceLineEndings("\n");

        Assert.True(expected == found, "A page was changed after the help file: run ./build.ps1 Help.");
    }
}
