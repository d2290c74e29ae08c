using System;
using System.Diagnostics;
using System.Linq;
using TuyaIot.Replies;
using Xunit;

namespace TuyaIot.Client.Tests.Replies;

/// <summary>A text of any length is masked as a whole, wherever its secret lies, and in a time that grows with its length.</summary>
public sealed class LongTextTests
{
    private const string Secret = "8FVfrWc7l6NAMo2I";

    public static TheoryData<string> Spellings =>
    [
        $"Signature={Secret}", $"\"DeviceSecret\" : \"{Secret}\"", $"https://user:{Secret}@proxy", $"Authorization: Basic {Secret}", $"Signature%253D{Secret}",
    ];

    [Theory]
    [MemberData(nameof(Spellings))]
    public void A_secret_is_masked_at_every_place(string spelling)
    {
        string filling = new('x', 4_200);
        for (int before = 4_000; before < 4_200; before++)
        {
            string text = $"{filling.AsSpan(0, before)} {spelling} end";

            string clean = LogSanitizer.CleanValue(text);

            Assert.True(!clean.Contains(Secret, StringComparison.Ordinal) && clean.EndsWith(" end", StringComparison.Ordinal), clean[4_000..]);
        }
    }

    [Fact]
    public void A_secret_longer_than_any_part_is_masked_to_its_end()
    {
        string secret = string.Concat(Enumerable.Repeat(Secret, 1_000));

        Assert.Equal("a Signature=******** b", LogSanitizer.CleanValue($"a Signature={secret} b"));
        Assert.Equal("a https://********@proxy b", LogSanitizer.CleanValue($"a https://{secret}@proxy b"));
        Assert.Equal("Token=********&b=https://********@proxy", LogSanitizer.Clean($"Token={secret}&b=https://{secret}@proxy"));
    }

    [Theory]
    [InlineData("://")]
    [InlineData("%3A%2F%2F")]
    [InlineData("http://a%2540")]
    [InlineData("%25")]
    [InlineData("25")]
    [InlineData("%2525252525252525")]
    [InlineData("Signature ")]
    [InlineData("Signature=")]
    [InlineData("Signature%25")]
    [InlineData("Secret: Basic ")]
    [InlineData("Token=\"")]
    [InlineData("\"'\\ ")]
    public void A_hostile_megabyte_takes_no_time(string piece)
    {
        string text = string.Concat(Enumerable.Repeat(piece, 1_000_000 / piece.Length));
        foreach (string start in (string[])["", "Signature", "Signature=", "Secret:%", "://"])
        {
            Stopwatch clock = Stopwatch.StartNew();

            LogSanitizer.CleanValue(start + text);
            LogSanitizer.Clean(start + text);

            Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10));
        }
    }
}
