using System;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using TuyaIot.Client.Tests.Support;
using TuyaIot.Replies;
using Xunit;

namespace TuyaIot.Client.Tests.Replies;

/// <summary>A text from outside, before it is kept or shown.</summary>
public sealed class LogSanitizerTests
{
    [Theory]
    [InlineData("Signature=SECRET&B=2", "Signature=********&B=2")]
    [InlineData("signature = SECRET", "signature = ********")]
    [InlineData("\"Signature\":\"SECRET\",\"B\":2", "\"Signature\":\"********\",\"B\":2")]
    [InlineData("\"Signature\" : \"SEC RET\"", "\"Signature\" : \"********\"")]
    [InlineData("'Signature':'SECRET'", "'Signature':'********'")]
    [InlineData("{\\\"Signature\\\":\\\"SECRET\\\"}", "{\\\"Signature\\\":\\\"********\"}")]
    [InlineData("Signature: SECRET", "Signature: ********")]
    [InlineData("X-Ca-Signature:SECRET", "X-Ca-Signature:********")]
    [InlineData("Signature\uFF1ASECRET", "Signature\uFF1A********")]
    [InlineData("<Signature>SECRET</Signature>", "<Signature>********</Signature>")]
    [InlineData("&quot;Signature&quot;:&quot;SECRET&quot;", "&quot;Signature&quot;:&quot;********&quot;")]
    [InlineData("A%3D1%26Signature%3DSECRET%26B%3D2", "A%3D1%26Signature%3D********%26B%3D2")]
    [InlineData("A%253D1%2526Signature%253dSECRET%2526B%253D2", "A%253D1%2526Signature%253d********%2526B%253D2")]
    [InlineData("Signature%25253DSECRET", "Signature%25253D********")]
    [InlineData("%22Signature%22%3A%22SECRET%22", "%22Signature%22%3A%22********%22")]
    [InlineData("Signature=SEC%2FRET%3D", "Signature=********")]
    [InlineData("SecurityToken=SECRET", "SecurityToken=********")]
    [InlineData("AccessKeySecret: SECRET", "AccessKeySecret: ********")]
    [InlineData("\"DeviceSecret\":\"SECRET\"", "\"DeviceSecret\":\"********\"")]
    [InlineData("password=SECRET", "password=********")]
    [InlineData("pwd: SECRET", "pwd: ********")]
    [InlineData("Proxy-Authorization: Basic SECRET", "Proxy-Authorization: Basic ********")]
    [InlineData("to 'http://svc:SECRET@proxy:8080/' failed", "to 'http://********@proxy:8080/' failed")]
    [InlineData("http://svc:SEC@RET/x@proxy", "http://********@proxy")]
    [InlineData("socks5://SECRET@proxy", "socks5://********@proxy")]
    [InlineData("http%3A%2F%2Fsvc%3ASECRET%40proxy", "http%3A%2F%2F********%40proxy")]
    public void A_secret_is_masked_by_its_name(string text, string expected)
    {
        Assert.Equal(expected, LogSanitizer.Clean(text));
        Assert.Equal(expected, LogSanitizer.Clean(expected));
    }

    [Theory]
    [InlineData("SignatureMethod=HMAC-SHA1&SignatureNonce=5c5c")]
    [InlineData("NextToken=abc")]
    [InlineData("No connection to host.example:8686: Connection refused")]
    [InlineData("设备不存在 😀 é ❤️")]
    [InlineData("https://host.example:8686/?A=1 and a@b")]
    public void What_is_no_secret_stays(string text) => Assert.Equal(text, LogSanitizer.Clean(text));

    [Theory]
    [InlineData("\u001b]0;title\u0007", "\\u001B]0;title\\u0007")]
    [InlineData("a\u0085b\u009Bc", "a\\u0085b\\u009Bc")]
    [InlineData("\u200B\u200E\u202E\u2066\u00AD\uFEFF", "\\u200B\\u200E\\u202E\\u2066\\u00AD\\uFEFF")]
    [InlineData("a\u2028b\u2029c", "a\\u2028b\\u2029c")]
    [InlineData("\u3164\u034F\u2800", "\\u3164\\u034F\\u2800")]
    [InlineData("a\U000E0041b", "a\\uDB40\\uDC41b")]
    public void A_character_that_nobody_sees_is_written_out(string text, string expected)
    {
        Assert.Equal(expected, LogSanitizer.Clean(text));
        Assert.Equal(expected, LogSanitizer.MakeVisible(text));
    }

    /// <summary>Not among the cases above, because what runs the tests makes half a pair another character.</summary>
    [Fact]
    public void Half_a_pair_is_written_out()
    {
        Assert.Equal("a\\uD83D", LogSanitizer.Clean("a\uD83D"));
        Assert.Equal("\\uDE00b", LogSanitizer.Clean("\uDE00b"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \r\n\t")]
    public void A_blank_is_nothing(string? text) => Assert.Null(LogSanitizer.Clean(text));

    [Fact]
    public void A_harmless_text_is_not_copied()
    {
        string id = Guid.NewGuid().ToString();
        long before = GC.GetAllocatedBytesForCurrentThread();

        string? clean = LogSanitizer.Clean(id);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Same(id, clean);
    }

    [Fact]
    public void A_pair_is_not_cut_in_two() =>
        Assert.Equal(new string('a', 499), LogSanitizer.Clean(new string('a', 499) + "😀"));

    [Theory]
    [InlineData("://")]
    [InlineData("Signature ")]
    [InlineData("Signature%25")]
    [InlineData("Token=\"")]
    public void A_hostile_megabyte_takes_no_time(string piece)
    {
        string text = string.Concat(Enumerable.Repeat(piece, 1_000_000 / piece.Length));
        Stopwatch clock = Stopwatch.StartNew();

        LogSanitizer.Clean(text);

        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(5));
    }

    [Theory]
    [InlineData("Signature", true)]
    [InlineData("SecurityToken", true)]
    [InlineData("productSECRET", true)]
    [InlineData("ProxyPassword", true)]
    [InlineData("NextToken", false)]
    [InlineData("SignatureMethod", false)]
    [InlineData("Identifier", false)]
    public void A_name_tells_whether_its_value_is_secret(string name, bool isSecret) => Assert.Equal(isSecret, LogSanitizer.IsSecretName(name));

    [Fact]
    public void Whatever_comes_in_is_short_visible_and_clean_when_it_comes_out() => Check.One(
        Texts.Thorough,
        Prop.ForAll(Texts.Any, static text =>
        {
            string clean = LogSanitizer.Clean(string.Concat(Enumerable.Repeat(text, 50))) ?? "";
            return clean.Length <= LogSanitizer.MaxLength
                && clean == LogSanitizer.MakeVisible(clean)
                && !clean.EnumerateRunes().Any(static rune => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format);
        }));

    [Fact]
    public void A_signature_comes_through_no_spelling_around_it() => Check.One(
        Texts.Thorough,
        Prop.ForAll(
            Texts.Any,
            Gen.Elements("Signature=", "\"Signature\":\"", "Signature: ", "Signature%3D", "Signature%253D", "SecurityToken=", "http://u:").ToArbitrary(),
            static (before, spelling) => LogSanitizer.Clean($"{before}{spelling}8FVfrWc7l6NAMo2I@h") is not string shown
                || !shown.Contains("8FVfrWc7l6NAMo2I", StringComparison.Ordinal)));
}
