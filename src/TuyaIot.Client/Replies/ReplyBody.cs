using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Net.Http.Headers;
using System.Text;
using TuyaIot.Compatibility;

namespace TuyaIot.Replies;

/// <summary>A reply's body with its Content-Encoding and its charset undone. Neither is asked for; proxies apply them unasked.</summary>
internal sealed class ReplyBody
{
    /// <summary>More than anybody applies to one body.</summary>
    private const int MaxEncodings = 4;

    private ReplyBody(ReadOnlyMemory<byte> text) => Text = text;

    /// <summary>UTF-8 without a byte order mark, unless <see cref="Problem"/> says why not.</summary>
    public ReadOnlyMemory<byte> Text { get; private set; }

    /// <summary>Whether the text was in another charset before.</summary>
    public bool IsTranscoded { get; private set; }

    /// <summary>Why the body may be unreadable, as the end of a sentence.</summary>
    public string? Problem { get; private set; }

    /// <summary>Whether the decompressed body would be longer than the limit.</summary>
    public bool IsTooLarge { get; private set; }

    public static ReplyBody Decode(HttpContentHeaders headers, ReadOnlyMemory<byte> bytes, int maxLength)
    {
        ReplyBody body = new(bytes);
        string? encodings = RuntimeCompat.FindHeader(headers, "Content-Encoding");
        if (encodings is not null)
        {
            body.Decompress(encodings, maxLength);
        }

        if (body.Problem is not null)
        {
            // It may be JSON nevertheless, whose texts are read.
            body.ReadAsUtf8(body.Problem);
        }
        else if (!body.IsTooLarge)
        {
            body.Transcode(FindCharset(RuntimeCompat.FindHeader(headers, "Content-Type")));
        }

        return body;
    }

    private void Decompress(string encodings, int maxLength)
    {
        // They stand in the order in which they were applied.
        string[] names =
        [
            .. encodings.Split(',')
                .Select(static name => name.Trim().ToLowerInvariant())
                .Where(static name => name.Length > 0 && name != "identity")
                .Reverse(),
        ];
        foreach (string name in names)
        {
            if (IsTooLarge || Problem is not null)
            {
                return;
            }

            Decompress(name, maxLength, isReadable: names.Length <= MaxEncodings);
        }
    }

    private void Decompress(string name, int maxLength, bool isReadable)
    {
        if (name is "gzip" or "x-gzip" && !Text.Span.StartsWith(new byte[] { 0x1F, 0x8B }))
        {
            // A proxy has undone it already and left the header.
            return;
        }

        try
        {
            using MemoryStream compressed = new(Text.ToArray(), writable: false);
            using Stream? stream = isReadable ? Open(name, compressed) : null;
            if (stream is null)
            {
                Problem = $"its Content-Encoding is {name}";
                return;
            }

            byte[]? text = ReadToEnd(stream, maxLength);
            IsTooLarge = text is null;
            Text = text;
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException or InvalidOperationException)
        {
            Problem = $"its Content-Encoding is {name}, and it is damaged";
        }
    }

    private static Stream? Open(string name, MemoryStream compressed) => name switch
    {
        "gzip" or "x-gzip" => new GZipStream(compressed, CompressionMode.Decompress),
        "deflate" => new DeflateStream(SkipZlibHeader(compressed), CompressionMode.Decompress),
        "br" => RuntimeCompat.OpenBrotli(compressed),
        _ => null,
    };

    /// <summary>Servers do not agree on whether deflate has the two bytes of zlib before it, as the standard demands.</summary>
    private static MemoryStream SkipZlibHeader(MemoryStream compressed)
    {
        int first = compressed.ReadByte();
        bool isZlib = (first & 0x0F) == 8 && ((first << 8) | compressed.ReadByte()) % 31 == 0;
        compressed.Position = isZlib ? 2 : 0;
        return compressed;
    }

    private static byte[]? ReadToEnd(Stream stream, int maxLength)
    {
        using MemoryStream whole = new();
        byte[] piece = new byte[16 * 1024];
        int read;
        while ((read = stream.Read(piece, 0, piece.Length)) > 0)
        {
            whole.Write(piece, 0, read);
            if (whole.Length > maxLength)
            {
                return null;
            }
        }

        return whole.ToArray();
    }

    private void Transcode(string? charset)
    {
        ReadOnlySpan<byte> start = Text.Span;
        if (start.StartsWith("\uFEFF"u8))
        {
            Text = Text.Slice(3);
            ReadAsUtf8("it is not UTF-8");
            return;
        }

        if (charset is null && start.StartsWith("<?xml"u8))
        {
            // It may say itself what it is written in.
            return;
        }

        Encoding? encoding = start.StartsWith(new byte[] { 0xFF, 0xFE }) ? Encoding.Unicode
            : start.StartsWith(new byte[] { 0xFE, 0xFF }) ? Encoding.BigEndianUnicode
            : charset is null or "utf-8" or "utf8" or "us-ascii" ? Encoding.UTF8
            : RuntimeCompat.FindEncoding(charset);
        if (encoding is UTF8Encoding)
        {
            ReadAsUtf8(charset is null ? "it is not UTF-8, and no charset is given" : "it is not UTF-8");
        }
        else if (encoding is null || (IsWide(encoding) && start.IndexOf((byte)0) < 0))
        {
            // Every reply of the API has ASCII characters, which are a byte 0 and another one there. Most such labels stand on UTF-8.
            Problem = $"its charset is {charset ?? encoding!.WebName}";
            ReadAsUtf8(Problem);
        }
        else
        {
            Text = Encoding.UTF8.GetBytes(encoding.GetString(Text.ToArray()).TrimStart('\uFEFF'));
            IsTranscoded = true;
        }
    }

    /// <summary>The fields that decide are ASCII and stay as they are.</summary>
    private void ReadAsUtf8(string problem)
    {
        if (!RuntimeCompat.IsUtf8(Text.Span))
        {
            Problem = problem;
            Text = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Text.ToArray()));
        }
    }

    /// <summary>UTF-16 and UTF-32.</summary>
    private static bool IsWide(Encoding encoding) => encoding is UnicodeEncoding or UTF32Encoding;

    private static string? FindCharset(string? contentType)
    {
        const string Name = "charset=";
        int start = contentType?.IndexOf(Name, StringComparison.OrdinalIgnoreCase) ?? -1;
        if (start < 0)
        {
            return null;
        }

        string charset = contentType!.Substring(start + Name.Length).Split(';')[0].Trim(' ', '"', '\'').ToLowerInvariant();
        return charset.Length == 0 ? null : charset;
    }
}
