using System;
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

    /// <summary>The secret as a server may echo it: plain, and encoded as in a URL.</summary>
    private readonly string[] _spellings;

    public AccessKey(string id, SecureString secret)
    {
        Id = id;
        string text = new NetworkCredential(string.Empty, secret).Password;

        // HMAC's key is the secret followed by an ampersand; the twin page of the documented one says so.
        SigningKey = Encoding.UTF8.GetBytes(text + "&");
        _spellings = text.Length < MinRedactedLength ? [] : [text, PercentEncoding.Encode(text)];
    }

    public string Id { get; }

    public byte[] SigningKey { get; }

    /// <summary>A text from outside without the secret, should it stand in there: plain, encoded as in a URL, or cut off at the end.</summary>
    public string? Redact(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return text;
        }

        string clean = text!;
        foreach (string secret in _spellings)
        {
            // Cut off or not, it begins alike; nearly no text holds even that much of it.
            if (clean.AsSpan().IndexOf(secret.AsSpan(0, MinRedactedLength)) >= 0)
            {
                clean = Redact(clean, secret);
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
