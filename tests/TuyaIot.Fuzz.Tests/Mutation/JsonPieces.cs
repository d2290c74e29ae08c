using System;
using System.Collections.Generic;

namespace TuyaIot.Fuzz.Tests.Mutation;

/// <summary>Finds the pieces of JSON in any bytes: texts, numbers and words, and each sign by itself. It is no parser and refuses nothing.</summary>
internal static class JsonPieces
{
    /// <summary>The pieces, in their order. Blanks belong to none.</summary>
    public static List<(int Start, int Length)> Find(ReadOnlySpan<byte> bytes)
    {
        List<(int Start, int Length)> pieces = [];
        int start = 0;
        while (start < bytes.Length)
        {
            int length = LengthOf(bytes.Slice(start));
            if (bytes[start] > (byte)' ')
            {
                pieces.Add((start, length));
            }

            start += length;
        }

        return pieces;
    }

    /// <summary>The piece at this index; for an opening bracket all up to its closing one.</summary>
    public static (int Start, int Length) Whole(ReadOnlySpan<byte> bytes, List<(int Start, int Length)> pieces, int index)
    {
        int depth = 0;
        for (int i = index; i < pieces.Count; i++)
        {
            depth += bytes[pieces[i].Start] switch
            {
                (byte)'{' or (byte)'[' => 1,
                (byte)'}' or (byte)']' => -1,
                _ => 0,
            };
            if (depth <= 0)
            {
                return (pieces[index].Start, pieces[i].Start + pieces[i].Length - pieces[index].Start);
            }
        }

        return pieces[index];
    }

    /// <summary>Whether the piece is the name of a member.</summary>
    public static bool IsName(ReadOnlySpan<byte> bytes, List<(int Start, int Length)> pieces, int index) =>
        index + 2 < pieces.Count && bytes[pieces[index].Start] == (byte)'"' && bytes[pieces[index + 1].Start] == (byte)':';

    /// <summary>A member, from its name to the end of its value.</summary>
    public static (int Start, int Length) Member(ReadOnlySpan<byte> bytes, List<(int Start, int Length)> pieces, int name)
    {
        (int start, int length) = Whole(bytes, pieces, name + 2);
        return (pieces[name].Start, start + length - pieces[name].Start);
    }

    private static int LengthOf(ReadOnlySpan<byte> bytes)
    {
        int length = 1;
        if (bytes[0] == (byte)'"')
        {
            while (length < bytes.Length && bytes[length] != (byte)'"')
            {
                length += bytes[length] == (byte)'\\' ? 2 : 1;
            }

            return Math.Min(length + 1, bytes.Length);
        }

        if (IsWord(bytes[0]))
        {
            while (length < bytes.Length && IsWord(bytes[length]))
            {
                length++;
            }
        }

        return length;
    }

    private static bool IsWord(byte value) => (char)value is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '-' or '+' or '.' or '_';
}
