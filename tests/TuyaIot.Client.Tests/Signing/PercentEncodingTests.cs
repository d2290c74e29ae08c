using System;
using System.Linq;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using TuyaIot.Client.Tests.Support;
using TuyaIot.Signing;
using Xunit;

namespace TuyaIot.Client.Tests.Signing;

/// <summary>RFC 3986 on every character that a value can hold.</summary>
public sealed class PercentEncodingTests
{
    private static readonly Regex Encoded = new(@"\A([A-Za-z0-9\-_.~]|%[0-9A-F]{2})*\z");

    [Theory]
    [InlineData("", "")]
    [InlineData("AZaz09-_.~", "AZaz09-_.~")]
    [InlineData(" ", "%20")]
    [InlineData("+", "%2B")]
    [InlineData("!*'()", "%21%2A%27%28%29")]
    [InlineData("/?#[]@:&=;,$%\"<>\\^`{|}", "%2F%3F%23%5B%5D%40%3A%26%3D%3B%2C%24%25%22%3C%3E%5C%5E%60%7B%7C%7D")]
    [InlineData("\0\t\r\n\u007F", "%00%09%0D%0A%7F")]
    [InlineData("é", "%C3%A9")]
    [InlineData("泵站", "%E6%B3%B5%E7%AB%99")]
    [InlineData("😀", "%F0%9F%98%80")]
    [InlineData("a😀b", "a%F0%9F%98%80b")]
    [InlineData("\uFFFF", "%EF%BF%BF")]
    public void A_text_is_encoded(string text, string expected) => Assert.Equal(expected, Encode(text));

    /// <summary>UTF-16 units as numbers: an attribute keeps its texts as UTF-8, which half a pair does not survive.</summary>
    [Theory]
    [InlineData("%EF%BF%BD", 0xD83D)]
    [InlineData("%EF%BF%BD", 0xDE00)]
    [InlineData("a%EF%BF%BD", 0x61, 0xD83D)]
    [InlineData("%EF%BF%BDa", 0xD83D, 0x61)]
    [InlineData("%EF%BF%BD%EF%BF%BD", 0xDE00, 0xD83D)]
    [InlineData("%EF%BF%BD%F0%9F%98%80", 0xD83D, 0xD83D, 0xDE00)]
    public void Half_a_pair_becomes_the_replacement_character(string expected, params int[] units) =>
        Assert.Equal(expected, Encode(string.Concat(units.Select(static unit => (char)unit))));

    [Fact]
    public void Every_byte_is_unreserved_or_escaped_in_upper_case() => Check.One(
        Texts.Thorough,
        Prop.ForAll(Texts.Any, static text => Encoded.IsMatch(Encode(text))));

    [Fact]
    public void What_is_encoded_decodes_to_the_same_text() => Check.One(
        Texts.Thorough,
        Prop.ForAll(Texts.Any, static text => Uri.UnescapeDataString(Encode(text)) == Texts.AsUtf8(text)));

    [Fact]
    public void The_length_foretold_is_the_length_written() => Check.One(
        Texts.Thorough,
        Prop.ForAll(Texts.Any, static text => PercentEncoding.EncodedLength(text) == Encode(text).Length));

    [Fact]
    public void Every_single_UTF_16_unit_is_encoded_as_the_reference_does()
    {
        for (int code = 0; code <= char.MaxValue; code++)
        {
            string text = ((char)code).ToString();

            Assert.Equal(ReferenceSigner.Encode(text), Encode(text));
            Assert.Equal(Encode(text).Length, PercentEncoding.EncodedLength(text));
        }
    }

    [Theory]
    [InlineData("plain", true)]
    [InlineData("", true)]
    [InlineData("not plain", false)]
    public void It_is_known_whether_a_text_stands_there_as_it_is(string text, bool isPlain)
    {
        using PooledBuffer buffer = new(1);
        Assert.Equal(isPlain, PercentEncoding.Append(buffer, text));
    }

    [Fact]
    public void What_stood_in_the_buffer_stays_there()
    {
        using PooledBuffer buffer = new(1);
        buffer.Append("before="u8);

        PercentEncoding.Append(buffer, new string('泵', 1_000));

        Assert.Equal("before=" + ReferenceSigner.Encode(new string('泵', 1_000)), buffer.ToAsciiString());
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("AZaz09-_.~", true)]
    [InlineData("a b", false)]
    [InlineData("a/", false)]
    [InlineData("泵", false)]
    public void A_text_that_is_the_same_encoded_is_known(string text, bool isUnreserved)
    {
        Assert.Equal(isUnreserved, PercentEncoding.IsUnreserved(text));
        Assert.Equal(isUnreserved, text.All(PercentEncoding.IsUnreserved));
    }

    private static string Encode(string text)
    {
        using PooledBuffer buffer = new(1);
        PercentEncoding.Append(buffer, text);
        return buffer.ToAsciiString();
    }
}
