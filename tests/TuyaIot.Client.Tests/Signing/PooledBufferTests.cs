using System.Linq;
using TuyaIot.Signing;
using Xunit;

namespace TuyaIot.Client.Tests.Signing;

/// <summary>Bytes that are written one piece after the other, whatever memory they are in.</summary>
public sealed class PooledBufferTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(16)]
    [InlineData(10_000)]
    public void Pieces_stand_behind_each_other_however_often_the_memory_grows(int capacity)
    {
        using PooledBuffer buffer = new(capacity);
        for (int i = 0; i < 1_000; i++)
        {
            buffer.Append("ab"u8);
            buffer.AppendAscii("cdef", 2);
        }

        string text = string.Concat(Enumerable.Repeat("abcd", 1_000));
        Assert.Equal((4_000, text, "x?" + text), (buffer.Length, buffer.ToAsciiString(), buffer.ToAsciiString("x?")));
        Assert.Equal((4_000, 0), (buffer.Written.Count, buffer.Written.Offset));
    }

    [Fact]
    public void What_is_reserved_is_there_and_counts_once_it_is_taken()
    {
        using PooledBuffer buffer = new(1);
        Assert.True(buffer.Reserve(100).Length >= 100);
        Assert.Equal(0, buffer.Length);

        int room = buffer.Reserve(0).Length;
        Assert.Equal(room, buffer.Reserve(room).Length);
        Assert.True(buffer.Reserve(room + 1).Length >= 2 * room);
        "ab"u8.CopyTo(buffer.Reserve(2));
        buffer.Advance(2);
        Assert.Equal("ab", buffer.ToAsciiString());
    }

    [Fact]
    public void Nothing_is_left_after_its_end_which_may_come_twice()
    {
        PooledBuffer buffer = new(16);
        buffer.Append("ab"u8);
        buffer.Dispose();
        buffer.Dispose();

        Assert.Equal((0, string.Empty), (buffer.Length, buffer.ToAsciiString()));
    }
}
