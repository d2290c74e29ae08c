using System.IO;
using System.Text;
using System.Threading.Tasks;
using Xunit;

namespace TuyaIot.Shell.Tests;

public sealed class GetContentTests
{
    [Theory]
    [InlineData("a\nb\n")]
    [InlineData("a\r\nb\r\n")]
    [InlineData("a\nb")]
    public async Task A_line_is_a_string_whatever_ends_it(string text) =>
        Assert.Equal(["<a>", "<b>"], await ReadAsync(text, "Get-Content file.txt | ForEach-Object { \"<$_>\" }"));

    [Fact]
    public async Task Blank_lines_stay() =>
        Assert.Equal(["<>", "<a>", "< >"], await ReadAsync("\na\n \n", "Get-Content file.txt | ForEach-Object { \"<$_>\" }"));

    [Theory]
    [InlineData("utf-8", false)]
    [InlineData("utf-8", true)]
    [InlineData("utf-16", true)]
    public async Task Text_is_UTF_8_unless_a_byte_order_mark_says_otherwise(string name, bool mark)
    {
        using TempFolder folder = new();
        Encoding encoding = mark ? Encoding.GetEncoding(name) : new UTF8Encoding(false);
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "file.txt"), "\u8bbe\u5907-1", encoding);

        ShellResult result = await ShellProcess.RunInAsync(
            folder.Path, string.Empty, "-Command", "(Get-Content file.txt) -ceq \"$([char]0x8bbe)$([char]0x5907)-1\"");

        Assert.Equal("True", Assert.Single(result.Lines));
    }

    [Theory]
    [InlineData("-ReadCount 2", "1 2|3 4|5")]
    [InlineData("-ReadCount 0", "1 2 3 4 5")]
    [InlineData("-ReadCount 1", "1|2|3|4|5")]
    [InlineData("-TotalCount 2", "1|2")]
    [InlineData("-First 3 -ReadCount 2", "1 2|3")]
    [InlineData("-TotalCount 0", "")]
    public async Task Lines_come_in_the_blocks_and_the_number_asked_for(string parameters, string blocks)
    {
        string[] lines = await ReadAsync(
            "1\n2\n3\n4\n5\n", $"(Get-Content file.txt {parameters} | ForEach-Object {{ \"$_\" }}) -join '|'");

        Assert.Equal(blocks, string.Concat(lines));
    }

    [Fact]
    public async Task Raw_keeps_the_line_ends() =>
        Assert.Equal("1 5", Assert.Single(await ReadAsync("a\r\nb\n", "$all = Get-Content file.txt -Raw; \"$(@($all).Count) $($all.Length)\"")));

    [Theory]
    [InlineData("Get-Content *.txt")]
    [InlineData("Get-Content file.txt, second.txt")]
    [InlineData("Get-Content -LiteralPath file.txt, second.txt")]
    [InlineData("[pscustomobject]@{ Path = 'file.txt' }, [pscustomobject]@{ Path = 'second.txt' } | Get-Content")]
    [InlineData("[pscustomobject]@{ PSPath = 'file.txt' }, [pscustomobject]@{ PSPath = 'second.txt' } | Get-Content")]
    public async Task Files_are_named_in_every_way_PowerShell_has(string command) =>
        Assert.Equal(["first", "second"], await ReadAsync("first\n", "[IO.File]::WriteAllText(\"$PWD/second.txt\", 'second'); " + command));

    [Theory]
    [InlineData("Get-Content missing.txt", "PathNotFound", "ObjectNotFound")]
    [InlineData("Get-Content -LiteralPath missing.txt", "PathNotFound", "ObjectNotFound")]
    [InlineData("Get-Content *.missing", "ItemNotFound", "ObjectNotFound")]
    [InlineData("Get-Content .", "GetContainerContentException", "InvalidOperation")]
    [InlineData("Get-Content nodrive:x", "DriveNotFound", "ObjectNotFound")]
    public async Task What_cannot_be_read_is_an_error_and_the_rest_is_read(string command, string errorId, string category)
    {
        string[] lines = await ReadAsync(
            "text\n",
            command + " -ErrorAction SilentlyContinue; \"$($Error[0].FullyQualifiedErrorId) $($Error[0].CategoryInfo.Category)\"; Get-Content missing.txt, file.txt");

        Assert.StartsWith(errorId + ",", lines[0]);
        Assert.EndsWith(" " + category, lines[0]);
        Assert.Equal("text", lines[1]);
    }

    [Fact]
    public async Task Lines_go_on_before_the_file_is_read_to_its_end()
    {
        StringBuilder text = new();
        text.Insert(0, "a line that fills the reader's buffer\n", 20_000);

        // The first line writes the last one.
        string[] lines = await ReadAsync(
            text.ToString(),
            "$first = $true; Get-Content file.txt | ForEach-Object { if ($first) { $first = $false; [IO.File]::AppendAllText(\"$PWD/file.txt\", 'end') }; $last = $_ }; $last");

        Assert.Equal("end", Assert.Single(lines));
    }

    private static async Task<string[]> ReadAsync(string text, string command)
    {
        using TempFolder folder = new();
        folder.Write("file.txt", text);
        return (await ShellProcess.RunInAsync(folder.Path, string.Empty, "-Command", command)).Lines;
    }
}
