using System;
using System.Security.Cryptography;
using System.Text;
using TuyaIot.Errors;

namespace TuyaIot.Api;

/// <summary>The content of a message. Two are equal when the same bytes are sent.</summary>
internal sealed class MessageContent : IEquatable<MessageContent>
{
    /// <summary>The most bytes of a message, before Base64.</summary>
    public const int MaxLength = 256 * 1_024;

    /// <summary>A journal keeps shorter content as it is.</summary>
    private const int MaxIdentityLength = 1_024;

    private MessageContent(byte[] bytes, string? text)
    {
        Base64 = Convert.ToBase64String(bytes);
        Text = text;
        Bytes = text is null ? bytes : null;
    }

    /// <summary>The content as the API takes it.</summary>
    public string Base64 { get; }

    /// <summary>The content as it was given, where that was a text.</summary>
    public string? Text { get; }

    /// <summary>The content as it was given, where that was no text.</summary>
    public byte[]? Bytes { get; }

    /// <summary>What stands for the content in a journal: a hash where it is long, since each request of a run is a line there.</summary>
    public string Identity => Base64.Length <= MaxIdentityLength ? Base64 : $"sha256:{Hash(Base64)}";

    /// <exception cref="IotArgumentException">It is too long.</exception>
    public static MessageContent From(string text) => new(Check(Encoding.UTF8.GetBytes(text)), text);

    /// <exception cref="IotArgumentException">It is too long.</exception>
    public static MessageContent From(byte[] bytes) => new(Check(bytes), text: null);

    public static IotArgumentException TooLong(object? value, long length) => new(
        "MessageTooLarge",
        value,
        FormattableString.Invariant($"The message has {length:#,0} bytes, and the API takes no more than {MaxLength:#,0}."),
        "Send less, or put the content where devices can fetch it and send its address.");

    public bool Equals(MessageContent? other) => other is not null && Base64 == other.Base64;

    public override bool Equals(object? obj) => Equals(obj as MessageContent);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Base64);

    private static byte[] Check(byte[] bytes) => bytes.Length <= MaxLength ? bytes : throw TooLong(bytes, bytes.Length);

    private static string Hash(string text)
    {
        using SHA256 sha256 = SHA256.Create();
        return Convert.ToBase64String(sha256.ComputeHash(Encoding.ASCII.GetBytes(text)));
    }
}
