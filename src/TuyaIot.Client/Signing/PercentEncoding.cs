using System;
using System.Linq;
using System.Text;
using TuyaIot.Compatibility;

namespace TuyaIot.Signing;

/// <summary>
/// RFC 3986 percent-encoding as the signature wants it: UTF-8, unreserved characters as they are, upper-case hex, a space is
/// %20. Uri.EscapeDataString is not used because .NET Framework leaves ! * ' ( ) alone, which breaks the signature.
/// </summary>
internal static class PercentEncoding
{
    /// <summary>What stands for itself.</summary>
    public const string Unreserved = RuntimeCompat.UnreservedCharacters;

    private static readonly bool[] IsPlain = [.. Enumerable.Range(0, 0x80).Select(static c => Unreserved.AsEnumerable().Contains((char)c))];

    /// <returns>Whether the text stands there as it is, as nearly every one does.</returns>
    public static bool Append(PooledBuffer buffer, string text)
    {
        int plain = RuntimeCompat.UnreservedPrefix(text);
        buffer.AppendAscii(text, plain);
        if (plain == text.Length)
        {
            return true;
        }

        AppendRest(buffer, text, plain);
        return false;
    }

    private static void AppendRest(PooledBuffer buffer, string text, int start)
    {
        byte[]? utf8 = null;
        Span<byte> target = buffer.Reserve((text.Length - start) * 3);
        int written = 0;
        for (int i = start; i < text.Length; i++)
        {
            char c = text[i];
            if (IsUnreserved(c))
            {
                target[written++] = (byte)c;
            }
            else if (c < 0x80)
            {
                written += Escape(target.Slice(written), (byte)c);
            }
            else
            {
                int units = UnitsAt(text, i);
                utf8 ??= new byte[4];
                int count = Encoding.UTF8.GetBytes(text, i, units, utf8, 0);

                // One UTF-16 unit takes up to 9 bytes encoded, a pair 12: more than the 3 a character reserved above.
                buffer.Advance(written);
                target = buffer.Reserve((count * 3) + ((text.Length - i) * 3));
                written = 0;
                for (int b = 0; b < count; b++)
                {
                    written += Escape(target.Slice(written), utf8[b]);
                }

                i += units - 1;
            }
        }

        buffer.Advance(written);
    }

    public static bool IsUnreserved(char c) => c < IsPlain.Length && IsPlain[c];

    /// <summary>Whether a text is the same encoded.</summary>
    public static bool IsUnreserved(string text) => RuntimeCompat.UnreservedPrefix(text) == text.Length;

    public static string Encode(string text)
    {
        using PooledBuffer buffer = new(text.Length);
        Append(buffer, text);
        return buffer.ToAsciiString();
    }

    /// <summary>How many bytes <see cref="Append"/> would write.</summary>
    public static int EncodedLength(string text)
    {
        int length = RuntimeCompat.UnreservedPrefix(text);
        for (int i = length; i < text.Length; i++)
        {
            char c = text[i];
            if (IsUnreserved(c))
            {
                length++;
            }
            else if (c < 0x80)
            {
                length += 3;
            }
            else
            {
                int units = UnitsAt(text, i);
                length += 3 * (units == 2 ? 4 : c < 0x800 ? 2 : 3);
                i += units - 1;
            }
        }

        return length;
    }

    private static int UnitsAt(string text, int index) =>
        char.IsHighSurrogate(text[index]) && index + 1 < text.Length && char.IsLowSurrogate(text[index + 1]) ? 2 : 1;

    private static int Escape(Span<byte> target, byte value)
    {
        ReadOnlySpan<byte> hex = "0123456789ABCDEF"u8;
        target[0] = (byte)'%';
        target[1] = hex[value >> 4];
        target[2] = hex[value & 15];
        return 3;
    }
}
