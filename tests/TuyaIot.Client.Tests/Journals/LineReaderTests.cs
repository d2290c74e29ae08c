using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using TuyaIot.Journals;
using Xunit;

namespace TuyaIot.Client.Tests.Journals;

/// <summary>Lines of any length come whole, however many bytes a disk gives at once.</summary>
public sealed class LineReaderTests
{
    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("\n")]
    [InlineData("a\nbc\n")]
    [InlineData("a\n\n\nbc")]
    public void Lines_are_what_stands_between_line_breaks(string text)
    {
        foreach (int step in new[] { 1, 2, 3, 100 })
        {
            Assert.Equal(Expected(text), Read(Encoding.ASCII.GetBytes(text), step));
        }
    }

    [Theory]
    [InlineData(64 * 1024 - 1)]
    [InlineData(64 * 1024)]
    [InlineData(64 * 1024 + 1)]
    [InlineData(300_000)]
    public void A_line_that_is_longer_than_the_buffer_comes_whole(int length)
    {
        string text = $"before\n{Line(length)}\nafter\n{Line(length)}";

        Assert.Equal(Expected(text), Read(Encoding.ASCII.GetBytes(text), 10_000));
        Assert.Equal(Expected(text), Read(Encoding.ASCII.GetBytes(text), int.MaxValue));
    }

    [Fact]
    public void What_is_written_meanwhile_is_not_read()
    {
        byte[] bytes = Encoding.ASCII.GetBytes("one\ntwo\nthree\n");

        Assert.Equal([("one", 3, true), ("t", 1, false)], Read(bytes, int.MaxValue, 5));
    }

    [Fact]
    public void It_begins_with_the_beginning_of_the_file()
    {
        using MemoryStream file = new(Encoding.ASCII.GetBytes("one\n"));
        file.Position = 2;

        Assert.Equal(3, Assert.Single(LineReader.Read(file, file.Length)).Length);
    }

    [Theory]
    [InlineData(LineReader.MaxLength - 1, LineReader.MaxLength - 1)]
    [InlineData(LineReader.MaxLength + 100, LineReader.MaxLength / 2 + 100)]
    [InlineData(LineReader.MaxLength * 2 + 7, LineReader.MaxLength / 2 + 7)]
    public void Of_a_very_long_line_the_beginning_and_the_length_are_kept(int length, int kept)
    {
        byte[] bytes = new byte[length + 4];
        bytes[length] = (byte)'\n';
        bytes[length + 1] = (byte)'a';
        bytes[length + 2] = (byte)'\n';
        bytes[length + 3] = (byte)'b';
        using MemoryStream file = new(bytes);

        Assert.Equal(
            [(kept, (long)length, true), (1, 1L, true), (1, 1L, false)],
            LineReader.Read(file, file.Length).Select(static line => (line.Bytes.Length, line.Length, line.HasEnd)));
    }

    private static string Line(int length) => new([.. Enumerable.Range(0, length).Select(static position => (char)('a' + (position % 23)))]);

    private static IEnumerable<(string Text, long Length, bool HasEnd)> Expected(string text)
    {
        string[] lines = text.Split('\n');
        return [.. lines.Select((line, number) => (line, (long)line.Length, number < lines.Length - 1)).Where(static line => line.Item3 || line.Item2 > 0)];
    }

    private static List<(string Text, long Length, bool HasEnd)> Read(byte[] bytes, int step, long? length = null)
    {
        using SlowFile file = new(bytes, step);
        List<(string, long, bool)> lines = [];
        foreach (FileLine line in LineReader.Read(file, length ?? bytes.Length))
        {
            lines.Add((Encoding.ASCII.GetString(line.Bytes.ToArray()), line.Length, line.HasEnd));
        }

        return lines;
    }

    /// <summary>A file that gives a few bytes at once.</summary>
    private sealed class SlowFile(byte[] bytes, int step) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, step));
    }
}
