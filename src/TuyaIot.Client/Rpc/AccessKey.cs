using System;
using System.Net;
using System.Security;
using System.Text;

namespace TuyaIot.Rpc;

/// <summary>An AccessKey ID and its secret. The secret leaves this type as the signing key only, never as text.</summary>
internal sealed class AccessKey
{
    private const string Mask = "********";

    /// <summary>A shorter secret would blot out ordinary words, and can be guessed anyway.</summary>
    private const int ShortestRedacted = 4;

    public AccessKey(string id, SecureString secret)
    {
        Id = id;
        string text = new NetworkCredential(string.Empty, secret).Password;

        // HMAC's key is the secret followed by an ampersand; the twin page of the documented one says so.
        SigningKey = Encoding.UTF8.GetBytes(text + "&");
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

        string secret = Encoding.UTF8.GetString(SigningKey, 0, SigningKey.Length - 1);
        return secret.Length < ShortestRedacted ? text : Redact(Redact(text!, secret), PercentEncoding.Encode(secret));
    }

    private static string Redact(string text, string secret)
    {
        string whole = text.IndexOf(secret, StringComparison.Ordinal) < 0
            ? text
            : string.Join(Mask, text.Split([secret], StringSplitOptions.None));
        for (int length = secret.Length - 1; length >= ShortestRedacted; length--)
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
