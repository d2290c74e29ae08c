using System;
using System.Globalization;
using System.Net.Http.Headers;

namespace TuyaIot.Replies;

/// <summary>Reads a reply's body: JSON with keys in any case, or XML; everything else, cut or empty, is a reply without a verdict.</summary>
internal static class ReplyParser
{
    public static RpcReply Read(int httpStatus, HttpContentHeaders headers, ReadOnlyMemory<byte> body)
    {
        ReadOnlyMemory<byte> text = SkipByteOrderMark(body);
        ReplyFields? fields = FirstVisible(text.Span) switch
        {
            (byte)'{' => JsonReply.Read(text.Span),
            (byte)'<' => XmlReply.Read(text),
            _ => null,
        };

        return fields is { HasAny: true }
            ? new RpcReply
            {
                HttpStatus = httpStatus,
                Success = fields.Success,
                Code = LogSanitizer.Clean(fields.Code),
                ErrorMessage = Message(fields),
                RequestId = LogSanitizer.Clean(fields.RequestId),
            }
            : new RpcReply { HttpStatus = httpStatus, ErrorMessage = Describe(httpStatus, headers.ContentType?.MediaType, body.Length) };
    }

    /// <summary>With this code the gateway may echo its string to sign, which holds every parameter of the request.</summary>
    private static string? Message(ReplyFields fields) =>
        string.Equals(fields.Code?.Trim(), "SignatureDoesNotMatch", StringComparison.OrdinalIgnoreCase)
            ? "The signature does not match the one the gateway computed."
            : LogSanitizer.Clean(fields.ErrorMessage);

    private static string Describe(int httpStatus, string? mediaType, int length) => string.Format(
        CultureInfo.InvariantCulture,
        "HTTP {0} with a body that is no reply of the API ({1}, {2} bytes).",
        httpStatus,
        LogSanitizer.Clean(mediaType) ?? "no content type",
        length);

    private static ReadOnlyMemory<byte> SkipByteOrderMark(ReadOnlyMemory<byte> body) =>
        body.Span.StartsWith("\uFEFF"u8) ? body.Slice(3) : body;

    private static byte FirstVisible(ReadOnlySpan<byte> text)
    {
        foreach (byte value in text)
        {
            if (value > (byte)' ')
            {
                return value;
            }
        }

        return 0;
    }
}
