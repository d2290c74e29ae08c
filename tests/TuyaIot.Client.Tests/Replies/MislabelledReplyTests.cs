using System.Net.Http;
using System.Text;
using TuyaIot.Replies;
using Xunit;

namespace TuyaIot.Client.Tests.Replies;

/// <summary>A reply that is not in the charset that its header names.</summary>
public sealed class MislabelledReplyTests
{
    private const string Throttled = """{"Success":false,"Code":"Throttling.User","Message":"请求过于频繁 é"}""";

    [Theory]
    [InlineData("utf-16")]
    [InlineData("UTF-16LE")]
    [InlineData("utf-16be")]
    [InlineData("utf-32")]
    [InlineData("x-klingon")]
    public void UTF_8_is_read_whatever_its_label_says(string charset)
    {
        RpcReply reply = Read(Throttled, charset);

        Assert.Equal((false, "Throttling.User", "请求过于频繁 é"), (reply.Success, reply.Code, reply.ErrorMessage));
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-32")]
    [InlineData("x-klingon")]
    public void What_cannot_be_read_names_the_charset_and_quotes_nothing(string charset)
    {
        const string Page = "Bad gateway, désolé";

        RpcReply reply = Read(Page, charset);

        Assert.Equal(
            $"HTTP 200 with a body that cannot be read: its charset is {charset} (application/json, {Encoding.UTF8.GetByteCount(Page)} bytes).", reply.ErrorMessage);
    }

    /// <summary>A message may be lost, and the replacement character says so. A body that is kept can be read to its end.</summary>
    [Theory]
    [InlineData("x-klingon", false)]
    [InlineData("utf-16", false)]
    [InlineData("utf-8", true)]
    public void Bytes_that_are_no_text_take_no_verdict_with_them(string charset, bool hasMark)
    {
        byte[] json = Encoding.Latin1.GetBytes("""{"Success":false,"Code":"Throttling","Message":"é"}""");
        using ByteArrayContent content = new([]);
        content.Headers.TryAddWithoutValidation("Content-Type", $"application/json; charset={charset}");

        RpcReply reply = ReplyParser.Read(200, content.Headers, (byte[])[.. hasMark ? "\uFEFF"u8 : [], .. json], keepsBody: true, LogSanitizer.Clean);

        Assert.Equal((false, "Throttling", "\uFFFD"), (reply.Success, reply.Code, reply.ErrorMessage));
        Assert.Equal("\uFFFD", reply.Body!.Value.GetProperty("Message").GetString());
    }

    private static RpcReply Read(string body, string charset)
    {
        using ByteArrayContent content = new([]);
        content.Headers.TryAddWithoutValidation("Content-Type", $"application/json; charset={charset}");
        return ReplyParser.Read(200, content.Headers, Encoding.UTF8.GetBytes(body), keepsBody: false, LogSanitizer.Clean);
    }
}
