using System.Text;
using TuyaIot.Client.Tests.Support;
using TuyaIot.Signing;
using Xunit;

namespace TuyaIot.Client.Tests.Signing;

/// <summary>A server may echo the secret, in any spelling, and a text that is cut off may end within it.</summary>
public sealed class AccessKeyTests
{
    private static readonly AccessKey Key = Sample.KeyOf("testid", "a/b+secret");

    [Theory]
    [InlineData(null, null)]
    [InlineData("", "")]
    [InlineData("Nothing of it.", "Nothing of it.")]
    [InlineData("is a/b+secret here", "is ******** here")]
    [InlineData("a/b+secreta/b+secret", "****************")]
    [InlineData("is a%2Fb%2Bsecret here", "is ******** here")]
    [InlineData("is a%252Fb%252Bsecret here", "is ******** here")]
    [InlineData("a/b+secret a%2Fb%2Bsecret a%252Fb%252Bsecret", "******** ******** ********")]
    [InlineData("cut off: a/b+secre", "cut off: ********")]
    [InlineData("cut off: a/b+", "cut off: ********")]
    [InlineData("cut off: a/b", "cut off: a/b")]
    [InlineData("a/b+secret, cut off: a/b+s", "********, cut off: ********")]
    [InlineData("cut off: a%2Fb%2Bse", "cut off: ********")]
    [InlineData("A/B+SECRET", "A/B+SECRET")]
    [InlineData("not at the end: a/b+se and more", "not at the end: a/b+se and more")]
    public void It_is_masked(string? text, string? shown) => Assert.Equal(shown, Key.Redact(text));

    [Theory]
    [InlineData("abc", "text with abc in it", "text with abc in it")]
    [InlineData("abcd", "text with abcd in it", "text with ******** in it")]
    [InlineData("abcd", "abc", "abc")]
    public void One_that_is_too_short_to_be_told_from_a_word_is_not(string secret, string text, string shown) =>
        Assert.Equal(shown, Sample.KeyOf("testid", secret).Redact(text));

    [Fact]
    public void The_signing_key_is_the_secret_in_UTF_8_followed_by_an_ampersand()
    {
        AccessKey key = Sample.KeyOf("testid", "\u00A0 gehéim\u3000\u200F\uFEFF");

        Assert.Equal("gehéim&", Encoding.UTF8.GetString(key.SigningKey));
        Assert.Equal(("testid", "testid:********"), (key.Id, key.ToString()));
    }
}
