using System;
using System.Buffers;
using System.Text;

namespace TuyaIot.Signing;

/// <summary>A growing run of bytes in pooled memory. Dispose gives the memory back; what was read from it is then gone.</summary>
internal sealed class PooledBuffer(int capacity) : IDisposable
{
    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(capacity);

    public int Length { get; private set; }

    public ArraySegment<byte> Written => new(_bytes, 0, Length);

    public void Append(ReadOnlySpan<byte> values)
    {
        values.CopyTo(Reserve(values.Length));
        Length += values.Length;
    }

    /// <summary>The first characters of a text that are ASCII, a byte each.</summary>
    public void AppendAscii(string text, int count)
    {
        Reserve(count);
        Length += Encoding.ASCII.GetBytes(text, 0, count, _bytes, Length);
    }

    /// <summary>Room for at least <paramref name="count"/> bytes after what is written; <see cref="Advance"/> makes it count.</summary>
    public Span<byte> Reserve(int count)
    {
        if (_bytes.Length - Length < count)
        {
            byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Max(_bytes.Length * 2, Length + count));
            Written.AsSpan().CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = larger;
        }

        return _bytes.AsSpan(Length);
    }

    public void Advance(int count) => Length += count;

    public string ToAsciiString() => Encoding.ASCII.GetString(_bytes, 0, Length);

    /// <summary>The text behind a prefix, as one string and not as two that are joined to a third.</summary>
    public string ToAsciiString(string prefix)
    {
        char[] text = ArrayPool<char>.Shared.Rent(prefix.Length + Length);
        prefix.CopyTo(0, text, 0, prefix.Length);
        int length = prefix.Length + Encoding.ASCII.GetChars(_bytes, 0, Length, text, prefix.Length);
        string whole = new(text, 0, length);
        ArrayPool<char>.Shared.Return(text);
        return whole;
    }

    public void Dispose()
    {
        byte[] bytes = _bytes;
        _bytes = [];
        Length = 0;
        if (bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }
}
