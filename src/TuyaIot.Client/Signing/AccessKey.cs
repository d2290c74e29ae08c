using System;
using System.Linq;
using System.Net;
using System.Security;
using System.Text;

namespace TuyaIot.Signing;

/// <summary>An AccessKey ID and its secret. The secret leaves this type as the signing key only, never as text.</summary>
internal sealed class AccessKey
{
    private const string Mask = "********";

    /// <summary>A shorter secret would blot out ordinary words, and can be guessed anyway.</summary>
    private const int MinRedactedLength = 4;

    private static readonly char[] Blanks = [' ', '\t', '\r', '\n', '\u00A0', '\u200B', '\u200E', '\u200F', '\u3000', '\uFEFF'];

    /// <summary>The secret as a server may echo it: plain, and encoded as in a URL once and twice.</summary>
    private readonly string[] _spellings;

    /// <param name="id">The AccessKey ID.</param>
    /// <param name="secret">The secret. White space and invisible characters around it are left out: they come from copying.</param>
    public AccessKey(string id, SecureString secret)
    {
        Id = id;
        string text = new NetworkCredential(string.Empty, secret).Password.Trim(Blanks);

        // HMAC's key is the secret followed by an ampersand; the twin page of the documented one says so.
        SigningKey = Encoding.UTF8.GetBytes(text + "&");
        string encoded = PercentEncoding.Encode(text);
        string[] spellings = [text, encoded, PercentEncoding.Encode(encoded)];
        _spellings = text.Length < MinRedactedLength ? [] : [.. spellings.Distinct(StringComparer.Ordinal)];
    }

    public string Id { get; }

    public byte[] SigningKey { get; }

    /// <summary>A text from outside without the secret, should it stand in there: in any spelling, whole or cut off at the end.</summary>
    public string? Redact(string? text)
    {
        string? clean = text;
        foreach (string secret in _spellings)
        {
            // Cut off or not, it begins alike; nearly no text holds even that much of it.
            if (clean.AsSpan().IndexOf(secret.AsSpan(0, MinRedactedLength)) >= 0)
            {
                clean = Redact(clean!, secret);
            }
        }

        return clean;
    }

    private static string Redact(string text, string secret)
    {
        string whole = string.Join(Mask, text.Split([secret], StringSplitOptions.None));
        for (int length = secret.Length - 1; length >= MinRedactedLength; length--)
        {
            if (whole.AsSpan().EndsWith(secret.AsSpan(0, length), StringComparison.Ordinal))
            {
                return whole.Substring(0, whole.Length - length) + Mask;
            }
        }

        return whole;
    }

    public override string ToString() => $"{Id}:{Mask}";
}
