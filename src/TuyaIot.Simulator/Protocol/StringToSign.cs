using System;
using System.Collections.Generic;
using System.Text;

namespace TuyaIot.Simulator.Protocol;

/// <summary>METHOD, %2F and the percent-encoded canonicalized query string, joined by ampersands.</summary>
internal sealed class StringToSign
{
    private const string Hex = "0123456789ABCDEF";

    private byte[] _bytes = new byte[8 * 1024];
    private byte[] _utf8 = new byte[256];
    private int _length;

    private StringToSign()
    {
    }

    internal static ArraySegment<byte> Build(string method, IReadOnlyList<KeyValuePair<string, string>> parameters)
    {
        KeyValuePair<string, string>[] sorted = [.. parameters];
        Array.Sort(sorted, static (left, right) => string.CompareOrdinal(left.Key, right.Key));

        StringToSign text = new();
        text.AppendAscii(method);
        text.AppendAscii("&%2F&");
        bool isFirst = true;
        foreach (KeyValuePair<string, string> parameter in sorted)
        {
            if (parameter.Key == ParameterName.Signature)
            {
                continue;
            }

            // '&' and '=' of the canonicalized query string are encoded once.
            text.AppendAscii(isFirst ? "" : "%26");
            text.AppendEncodedTwice(parameter.Key);
            text.AppendAscii("%3D");
            text.AppendEncodedTwice(parameter.Value);
            isFirst = false;
        }

        return new ArraySegment<byte>(text._bytes, 0, text._length);
    }

    private void AppendEncodedTwice(string value)
    {
        int maxLength = Encoding.UTF8.GetMaxByteCount(value.Length);
        if (maxLength > _utf8.Length)
        {
            _utf8 = new byte[maxLength];
        }

        int length = Encoding.UTF8.GetBytes(value, 0, value.Length, _utf8, 0);
        Reserve(length * 5);
        for (int i = 0; i < length; i++)
        {
            byte b = _utf8[i];
            if (IsUnreserved(b))
            {
                _bytes[_length++] = b;
                continue;
            }

            // %XX: its percent sign becomes %25 in the second encoding.
            _bytes[_length++] = (byte)'%';
            _bytes[_length++] = (byte)'2';
            _bytes[_length++] = (byte)'5';
            _bytes[_length++] = (byte)Hex[b >> 4];
            _bytes[_length++] = (byte)Hex[b & 15];
        }
    }

    private void AppendAscii(string text)
    {
        Reserve(text.Length);
        _length += Encoding.ASCII.GetBytes(text, 0, text.Length, _bytes, _length);
    }

    private void Reserve(int count)
    {
        if (_length + count > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(_length + count, _bytes.Length * 2));
        }
    }

    private static bool IsUnreserved(byte b) =>
        (char)b is (>= 'A' and <= 'Z') or (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-' or '_' or '.' or '~';
}
