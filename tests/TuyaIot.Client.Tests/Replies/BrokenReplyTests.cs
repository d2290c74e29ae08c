using System;
using System.Linq;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using TuyaIot.Client.Tests.Support;
using TuyaIot.Replies;
using Xunit;

namespace TuyaIot.Client.Tests.Replies;

/// <summary>A body that is no reply of the API: no verdict, a sentence in its place, and never an exception.</summary>
public sealed class BrokenReplyTests
{
    private const string Json = """{"Code":"","Data":{"A":[1,2]},"RequestId":"57b144cf-é","Success":true}""";
    private const string Xml = "<?xml version='1.0'?><R><RequestId>57b144cf-é</RequestId><Success>true</Success></R>";

    private static readonly string[] Fragments =
    [
        "{", "}", "[", "]", "\"", ":", ",", "\\u", "\\ud800", "true", "null", "\"Success\":true", "\"Code\":", "1e999", "<", ">", "</", "/>",
        "<R>", "</R>", "<?xml version='1.0' encoding='", "utf-16", "?>", "<!DOCTYPE", "<![CDATA[", "]]>", "<!--", "-->", "&#0;", "&lt;", "xmlns:a='",
        "xml:space='x'", "\uFEFF", " ", "\0", "é", "😀",
    ];

    [Theory]
    [InlineData("")]
    [InlineData(" \r\n ")]
    [InlineData("OK")]
    [InlineData("true")]
    [InlineData("\"Success\"")]
    [InlineData("[{\"Success\":true}]")]
    [InlineData("{}")]
    [InlineData("{\"Data\":{\"Success\":true}}")]
    [InlineData("{\"Success\":true},")]
    [InlineData("{\"Success\":true}{\"Success\":true}")]
    [InlineData("{\"Success\":true,}")]
    [InlineData("{'Success':true}")]
    [InlineData("{/**/\"Success\":true}")]
    [InlineData("<html><head><title>502 Bad Gateway</title></head><body><h1>Success</h1></body></html>")]
    [InlineData("<!DOCTYPE html><html><body>Bad Gateway</body></html>")]
    [InlineData("<html><body>Bad Gateway<br><hr></body></html>")]
    public void It_has_no_verdict_and_is_described(string body)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(body);

        RpcReply reply = Replied.With(502, "text/html", bytes);

        Assert.Equal((502, null, null, null), (reply.HttpStatus, reply.Success, reply.Code, reply.RequestId));
        Assert.Equal($"HTTP 502 with a body that is no reply of the API (text/html, {bytes.Length} bytes).", reply.ErrorMessage);
    }

    [Theory]
    [InlineData(Json)]
    [InlineData(Xml)]
    public void Cut_at_any_byte_it_has_no_verdict(string whole)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(whole);
        Assert.True(Replied.With(200, null, bytes).Success);

        for (int length = 0; length < bytes.Length; length++)
        {
            RpcReply reply = Replied.With(200, null, bytes.AsMemory(0, length));

            Assert.Equal((200, null, null, null), (reply.HttpStatus, reply.Success, reply.Code, reply.RequestId));
        }
    }

    [Theory]
    [InlineData("{\"Data\":", "{\"a\":", "1", "}")]
    [InlineData("{\"Data\":", "[", "", "]")]
    [InlineData("<R><Data>", "<a>", "", "</a>")]
    public void A_thousand_levels_do_no_harm(string before, string open, string middle, string close)
    {
        string nested = string.Concat(Enumerable.Repeat(open, 1_000)) + middle + string.Concat(Enumerable.Repeat(close, 1_000));
        string after = before[0] == '{' ? ",\"Success\":false}" : "</Data><Success>false</Success></R>";

        Assert.NotEqual(true, Replied.With(200, null, Encoding.UTF8.GetBytes(before + nested + after)).Success);
    }

    [Fact]
    public void A_megabyte_of_open_brackets_does_no_harm()
    {
        foreach (string open in (string[])["[", "{\"a\":", "<a>"])
        {
            string body = (open[0] == '[' ? "{\"a\":" : "") + string.Concat(Enumerable.Repeat(open, 1_000_000 / open.Length));

            Assert.Null(Replied.With(200, null, Encoding.UTF8.GetBytes(body)).Success);
        }
    }

    [Theory]
    [InlineData(0xFF)]
    [InlineData(0xC3)]
    [InlineData(0x00)]
    public void Bytes_that_are_no_UTF_8_do_no_harm(int value)
    {
        foreach (string whole in (string[])[Json, Xml])
        {
            for (int place = 0; place < whole.Length; place++)
            {
                byte[] bytes = Encoding.UTF8.GetBytes(whole);
                bytes[place] = (byte)value;

                Assert.Equal(200, Replied.With(200, null, bytes).HttpStatus);
            }
        }
    }

    [Fact]
    public void Any_bytes_at_all_are_a_reply() => Check.One(
        Texts.Thorough,
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), static bytes => Replied.With(200, null, bytes).HttpStatus == 200));

    [Fact]
    public void Any_fragments_of_replies_are_a_reply() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(20_000),
        Prop.ForAll(
            Gen.Elements(Fragments).ArrayOf().Select(static parts => string.Concat(parts)).ToArbitrary(),
            Gen.Elements("", "{", "<", "<R>").ToArbitrary(),
            static (text, start) => Replied.With(200, text, Encoding.UTF8.GetBytes(start + text)).HttpStatus == 200));
}
