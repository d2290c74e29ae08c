using System;
using System.IO;
using System.IO.Compression;
using System.Net.Http;
using System.Text;
using TuyaIot.Replies;
using Xunit;

namespace TuyaIot.Client.Tests.Replies;

/// <summary>Replies as proxies hand them on: compressed though nobody asked for it, or in the charset of another country.</summary>
public sealed class EncodedReplyTests
{
    private const string Throttled = """{"Success":false,"Code":"Throttling.User","Message":"请求过于频繁 é"}""";

    private static readonly string Xml = "<R><Success>false</Success><Code>Throttling.User</Code><Message>é</Message></R>";

    static EncodedReplyTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    [Theory]
    [InlineData("gzip")]
    [InlineData("x-gzip")]
    [InlineData("GZIP")]
    [InlineData("identity, gzip")]
    [InlineData("deflate")]
    [InlineData("deflate raw")]
    [InlineData("br")]
    [InlineData("gzip, br")]
    [InlineData("br,gzip")]
    [InlineData("gzip,identity")]
    [InlineData(",gzip,")]
    public void A_compressed_reply_is_read(string encodings)
    {
        byte[] body = Encoding.UTF8.GetBytes(Throttled);
        foreach (string name in encodings.Split(',', StringSplitOptions.TrimEntries))
        {
            body = Compress(name, body);
        }

        RpcReply reply = Read(body, contentEncoding: encodings.Replace(" raw", "", StringComparison.Ordinal));

        Assert.Equal((false, "Throttling.User", "请求过于频繁 é"), (reply.Success, reply.Code, reply.ErrorMessage));
    }

    [Fact]
    public void A_header_that_outlived_its_compression_does_no_harm() =>
        Assert.Equal("Throttling.User", Read(Encoding.UTF8.GetBytes(Throttled), contentEncoding: "gzip").Code);

    [Theory]
    [InlineData("zstd", "its Content-Encoding is zstd")]
    [InlineData("gzip, gzip, gzip, gzip, gzip", "its Content-Encoding is gzip")]
    public void A_compression_that_cannot_be_undone_is_named(string encoding, string why)
    {
        RpcReply reply = Read([0x1F, 0x8B, 3, 4], "application/json", encoding);

        Assert.Equal($"HTTP 200 with a body that cannot be read: {why} (application/json, 4 bytes).", reply.ErrorMessage);
        Assert.Null(reply.Success);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    public void Damage_at_any_byte_does_no_harm(string encoding)
    {
        byte[] whole = Compress(encoding, Encoding.UTF8.GetBytes(Throttled));
        for (int i = 0; i < whole.Length; i++)
        {
            byte[] damaged = [.. whole];
            damaged[i] ^= 0xFF;

            RpcReply reply = Read(damaged, contentEncoding: encoding);

            Assert.NotEqual(true, reply.Success);
        }
    }

    [Fact]
    public void Damage_is_named()
    {
        byte[] damaged = Compress("gzip", Encoding.UTF8.GetBytes(Throttled));
        damaged[10] ^= 0xFF;

        Assert.Equal(
            $"HTTP 200 with a body that cannot be read: its Content-Encoding is gzip, and it is damaged (application/json, {damaged.Length} bytes).",
            Read(damaged, "application/json", "gzip").ErrorMessage);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    public void A_bomb_is_not_unpacked(string encoding)
    {
        byte[] bomb = Compress(encoding, new byte[64 * 1024 * 1024]);
        Assert.True(bomb.Length < 100_000);
        long before = GC.GetAllocatedBytesForCurrentThread();

        RpcReply reply = Read(bomb, contentEncoding: encoding);

        Assert.Equal(TransportFailureKind.ReplyTooLarge, reply.Failure?.Kind);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 8 * 1024 * 1024);
    }

    /// <summary>What is left of a bomb is no gzip, so that the second round would find it damaged.</summary>
    [Fact]
    public void After_a_bomb_nothing_else_is_unpacked() =>
        Assert.Equal(TransportFailureKind.ReplyTooLarge, Read(Compress("gzip", new byte[4 * 1024 * 1024]), contentEncoding: "br, gzip").Failure?.Kind);

    [Fact]
    public void After_damage_nothing_else_is_unpacked() =>
        Assert.Contains("its Content-Encoding is gzip, and it is damaged", Read([0x1F, 0x8B, 3, 4], contentEncoding: "br, gzip").ErrorMessage, StringComparison.Ordinal);

    [Theory]
    [InlineData("gbk")]
    [InlineData("gb18030")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-32")]
    public void A_reply_in_another_charset_is_read(string charset)
    {
        string body = Throttled.Replace(" é", "", StringComparison.Ordinal);

        RpcReply reply = Read(Encoding.GetEncoding(charset).GetBytes(body), $"application/json; charset=\"{charset.ToUpperInvariant()}\"");

        Assert.Equal((false, "Throttling.User", "请求过于频繁"), (reply.Success, reply.Code, reply.ErrorMessage));
    }

    [Theory]
    [InlineData("iso-8859-1")]
    [InlineData("windows-1252")]
    [InlineData("utf8")]
    [InlineData("utf-16")]
    public void XML_in_another_charset_is_read(string charset)
    {
        Encoding encoding = charset == "utf8" ? Encoding.UTF8 : Encoding.GetEncoding(charset);

        RpcReply reply = Read(encoding.GetBytes(Xml), $"text/xml;charset={charset}");

        Assert.Equal((false, "Throttling.User", "é"), (reply.Success, reply.Code, reply.ErrorMessage));
    }

    [Fact]
    public void XML_that_names_its_own_charset_is_read()
    {
        byte[] body = Encoding.Latin1.GetBytes($"<?xml version='1.0' encoding='iso-8859-1'?>{Xml}");

        Assert.Equal("é", Read(body, "text/xml").ErrorMessage);
        Assert.Equal("é", Read(body, "text/xml; charset=iso-8859-1").ErrorMessage);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_byte_order_mark_says_enough(bool bigEndian)
    {
        UnicodeEncoding encoding = new(bigEndian, byteOrderMark: true);

        Assert.Equal("Throttling.User", Read([.. encoding.GetPreamble(), .. encoding.GetBytes(Throttled)]).Code);
    }

    [Fact]
    public void A_byte_order_mark_that_the_text_does_not_keep_is_named() => Assert.Equal(
        "HTTP 200 with a body that cannot be read: its charset is utf-16 (no content type, 4 bytes).", Read([0xFF, 0xFE, 0x41, 0x42]).ErrorMessage);

    [Fact]
    public void A_charset_that_nobody_knows_is_named_where_it_matters()
    {
        const string Type = "application/json; charset=x-klingon";

        Assert.Equal("Throttling", Read("""{"Success":false,"Code":"Throttling"}"""u8.ToArray(), Type).Code);
        Assert.Equal(
            "HTTP 200 with a body that cannot be read: its charset is x-klingon (application/json, 3 bytes).",
            Read([0x4C, 0x4D, 0x4E], Type).ErrorMessage);
    }

    /// <summary>Whether it is a refusal stands in ASCII; what the message says in a charset that nobody named is lost.</summary>
    [Fact]
    public void A_message_in_a_charset_that_is_not_named_takes_no_verdict_with_it()
    {
        byte[] body = Encoding.Latin1.GetBytes("""{"Success":false,"Code":"Throttling","Message":"trop de requêtes"}""");

        RpcReply reply = Read(body, "application/json");

        Assert.Equal((false, "Throttling", "trop de requ\uFFFDtes"), (reply.Success, reply.Code, reply.ErrorMessage));
        Assert.Equal(
            "HTTP 200 with a body that cannot be read: it is not UTF-8, and no charset is given (no content type, 2 bytes).",
            Read([0xFF, 0x41]).ErrorMessage);
    }

    private static RpcReply Read(byte[] body, string? contentType = null, string? contentEncoding = null)
    {
        using ByteArrayContent content = new([]);
        content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        content.Headers.TryAddWithoutValidation("Content-Encoding", contentEncoding);
        return ReplyParser.Read(200, content.Headers, body, keepsBody: false, LogSanitizer.Clean);
    }

    private static byte[] Compress(string encoding, byte[] body)
    {
        using MemoryStream compressed = new();
        using (Stream stream = encoding switch
        {
            "deflate" => new ZLibStream(compressed, CompressionMode.Compress),
            "deflate raw" => new DeflateStream(compressed, CompressionMode.Compress),
            "br" => new BrotliStream(compressed, CompressionLevel.Optimal),
            "identity" or "" => new BufferedStream(compressed),
            _ => new GZipStream(compressed, CompressionMode.Compress),
        })
        {
            stream.Write(body);
        }

        return compressed.ToArray();
    }
}
