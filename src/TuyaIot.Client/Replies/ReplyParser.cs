using System;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using TuyaIot.Compatibility;

namespace TuyaIot.Replies;

/// <summary>
/// Reads a reply: JSON with keys in any case, or XML; everything else, cut or empty, is a reply without a verdict. It never throws.
/// </summary>
internal static class ReplyParser
{
    /// <summary>A reply to a command is a few hundred bytes.</summary>
    private const int MaxCommandReply = 1024 * 1024;

    private const int MaxQueryReply = 16 * 1024 * 1024;

    /// <summary>How many bytes are read of a reply, and made of one that is compressed.</summary>
    public static int MaxLength(bool keepsBody) => keepsBody ? MaxQueryReply : MaxCommandReply;

    /// <param name="httpStatus">The HTTP status.</param>
    /// <param name="headers">The headers that say how the body is written.</param>
    /// <param name="bytes">The body.</param>
    /// <param name="keepsBody">Whether the reply is to have its JSON body.</param>
    /// <param name="clean">Makes a text of the reply fit to be kept and shown.</param>
    public static RpcReply Read(
        int httpStatus, HttpContentHeaders headers, ReadOnlyMemory<byte> bytes, bool keepsBody, Func<string?, string?> clean)
    {
        ReplyBody body = ReplyBody.Decode(headers, bytes, MaxLength(keepsBody));
        if (body.IsTooLarge)
        {
            return TooLarge(httpStatus, keepsBody);
        }

        Fields fields = new();
        byte start = FirstVisible(body.Text.Span);
        bool isRead = start switch
        {
            (byte)'{' => ReadJson(body.Text.Span, fields),
            (byte)'<' => XmlReply.Read(body, fields.Take),
            _ => false,
        };
        if (!isRead || !fields.HasAny)
        {
            return new RpcReply { HttpStatus = httpStatus, ErrorMessage = clean(Describe(httpStatus, headers, bytes.Length, body.Problem)) };
        }

        if (keepsBody && start is (byte)'<' && fields.Success is true)
        {
            return new RpcReply { HttpStatus = httpStatus, ErrorMessage = "The reply is XML. A query needs JSON.", RequestId = clean(fields.RequestId) };
        }

        string? contradiction = fields.FindContradiction();
        return new RpcReply
        {
            HttpStatus = httpStatus,
            Success = contradiction is null ? fields.Success : null,
            IsContradictory = contradiction is not null,
            Code = clean(fields.Code),
            ErrorMessage = clean(contradiction is null ? fields.DescribeError() : $"The reply contradicts itself: {contradiction}."),
            RequestId = clean(fields.RequestId),
            Body = keepsBody && start is (byte)'{' ? Keep(body.Text) : null,
        };
    }

    public static RpcReply TooLarge(int httpStatus, bool keepsBody)
    {
        string message = string.Format(
            CultureInfo.InvariantCulture,
            "The reply is larger than {0} MB, which no reply of the API is.",
            MaxLength(keepsBody) / (1024 * 1024));
        return new RpcReply
        {
            HttpStatus = httpStatus,
            ErrorMessage = message,
            Failure = new TransportFailure(TransportFailureKind.ReplyTooLarge, Sent: true, message),
        };
    }

    private static bool ReadJson(ReadOnlySpan<byte> text, Fields fields)
    {
        try
        {
            Utf8JsonReader reader = new(text);
            reader.Read();
            for (reader.Read(); reader.TokenType is JsonTokenType.PropertyName; reader.Read())
            {
                string name = ReadText(ref reader)!;
                reader.Read();
                fields.Take(name, ReadText(ref reader));
                reader.Skip();
            }

            // Throws where anything follows the object, which makes it no reply.
            reader.Read();
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static string? ReadText(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String or JsonTokenType.PropertyName:
                try
                {
                    return reader.GetString();
                }
                catch (InvalidOperationException)
                {
                    // Valid JSON that holds half a surrogate pair.
                    return Encoding.UTF8.GetString(reader.ValueSpan.ToArray());
                }

            case JsonTokenType.True or JsonTokenType.False or JsonTokenType.Number:
                return Encoding.UTF8.GetString(reader.ValueSpan.ToArray());
            default:
                return null;
        }
    }

    private static JsonElement Keep(ReadOnlyMemory<byte> text)
    {
        using JsonDocument document = JsonDocument.Parse(HalfSurrogates.WriteOut(text));
        return document.RootElement.Clone();
    }

    private static string Describe(int httpStatus, HttpContentHeaders headers, int length, string? problem) => string.Format(
        CultureInfo.InvariantCulture,
        "HTTP {0} with a body that {1} ({2}, {3} bytes).",
        httpStatus,
        problem is null ? "is no reply of the API" : $"cannot be read: {problem}",
        RuntimeCompat.FindHeader(headers, "Content-Type")?.Split(';')[0] ?? "no content type",
        length);

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

    /// <summary>The fields that every reply of the API has, found by name without regard to case: the API's own casing varies.</summary>
    private sealed class Fields
    {
        private string? _successText;
        private string? _errorMessage;
        private string? _errorCode;
        private string? _harmlessCode;
        private string? _contradiction;

        public bool? Success { get; private set; }

        public string? Code => _errorCode ?? _harmlessCode;

        public string? RequestId { get; private set; }

        public bool HasAny => _successText is not null || Code is not null || _errorMessage is not null || RequestId is not null;

        /// <summary>An empty value is no value: the OTA actions answer with an empty code where there is no error.</summary>
        public void Take(string name, string? value)
        {
            if (string.IsNullOrWhiteSpace(value))
            {
                return;
            }

            if (Is(name, "Success"))
            {
                TakeSuccess(value!.Trim());
            }
            else if (Is(name, "Code"))
            {
                TakeCode(value!.Trim());
            }
            else if (Is(name, "ErrorMessage") || Is(name, "Message"))
            {
                _errorMessage ??= value;
            }
            else if (Is(name, "RequestId"))
            {
                RequestId ??= value;
            }
        }

        /// <summary>What the reply says both ways, as the end of a sentence; null where it does not.</summary>
        public string? FindContradiction() => _contradiction ?? (Success, _errorCode, _harmlessCode) switch
        {
            (true, string code, _) => $"Success is true, and Code is {code}",
            (false, null, string code) => $"Success is false, and Code is {code}",
            _ => null,
        };

        public string? DescribeError()
        {
            // With this code the gateway may echo its string to sign, which holds every parameter of the request.
            if (_errorCode?.StartsWith("SignatureDoesNotMatch", StringComparison.OrdinalIgnoreCase) is true)
            {
                return "The signature does not match the one the gateway computed.";
            }

            return _errorMessage is null && _successText is not null && Success is null
                ? $"Success is {_successText}, which is neither true nor false."
                : _errorMessage;
        }

        private void TakeSuccess(string value)
        {
            bool? success = value switch
            {
                "1" => true,
                "0" => false,
                _ => bool.TryParse(value, out bool parsed) ? parsed : null,
            };
            if (_successText is not null && success != Success)
            {
                _contradiction ??= $"Success is {_successText}, and Success is {value}";
            }

            _successText ??= value;
            Success = success;
        }

        private void TakeCode(string value)
        {
            if (Is(value, "200") || Is(value, "0") || Is(value, "OK") || Is(value, "Success"))
            {
                _harmlessCode ??= value;
            }
            else if (_errorCode is not null && !Is(_errorCode, value))
            {
                _contradiction ??= $"Code is {_errorCode}, and Code is {value}";
            }
            else
            {
                _errorCode = value;
            }
        }

        private static bool Is(string text, string other) => string.Equals(text, other, StringComparison.OrdinalIgnoreCase);
    }
}
