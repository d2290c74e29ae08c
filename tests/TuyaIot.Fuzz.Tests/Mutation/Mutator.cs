using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace TuyaIot.Fuzz.Tests.Mutation;

/// <summary>
/// Makes inputs of samples, the same for the same random numbers: by changed bytes, and by changed pieces of JSON, so that most inputs
/// get past the first check of a parser.
/// </summary>
/// <param name="samples">Inputs that are taken.</param>
/// <param name="words">Words of the format, put in place of others.</param>
internal sealed class Mutator(IReadOnlyList<byte[]> samples, IReadOnlyList<string> words)
{
    private const int MaxLength = 64 * 1024;

    /// <summary>Values that readers get wrong.</summary>
    private static readonly byte[][] Values = [.. Words(
        "null", "true", "false", "0", "-0", "-1", "1.0", "1e999", "-1e999", "1e-999", "1e400", "2147483647", "2147483648", "-2147483649",
        "9223372036854775807", "9223372036854775808", "-9223372036854775809", "18446744073709551616", "123456789012345678901234567890",
        "253402300799999", "253402300800000", "{}", "[]", "[[]]", "[{}]", "{\"\":\"\"}", "{\"a\":1,\"a\":2}", "\"\"", "\" \"", "\"0\"", "\"1\"", "\"-1\"",
        "\"true\"", "\"null\"", "\"\\ud800\"", "\"\\udc00\\ud800\"", "\"\\ud83d\\ude00\"", "\"\\\\ud800\"", "\"\\u0000\"", "\"\\u202e\"", "\"\\n\"", "\"a\\\"b\"",
        "\"NaN\"", "\"-Infinity\"", "\"1e999\"", "\"{}\"", "\"[]\"", "\"{\\\"a\\\":1}\"", "\"{\"", "\"9223372036854775808\"", "\"253402300799999\"", "\"253402300800000\"",
        "\"2024-11-19T10:15:00Z\"", "\"0001-01-01T00:00:00+14:00\"", "\"9999-12-31T23:59:59.9999999-14:00\"", "\"10000-01-01T00:00:00Z\"")];

    /// <summary>What no reader expects.</summary>
    private static readonly byte[][] Oddities =
    [
        .. Words(
            "01", ".5", "1.", "+1", "NaN", "Infinity", "undefined", ",", ":", "{", "}", "[", "]", "\"", "'", "\\", "/**/", "//", "\n", "\r\n", "\t", " ",
            "\0", "\uFEFF", "\u202E", "\u2028", "é", "泵", "😀"),
        [0xFF], [0xFE, 0xFF], [0xC3], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0x1F, 0x8B], [0x80],
    ];

    private readonly byte[][] _words = [.. Words([.. words])];

    /// <summary>Makes one input.</summary>
    public byte[] Create(Random random)
    {
        byte[] input = Pick(samples, random);
        int changes = random.Next(4) switch
        {
            < 2 => 1,
            2 => 2,
            _ => random.Next(3, 9),
        };
        for (int change = 0; change < changes; change++)
        {
            input = random.Next(6) == 0 ? ChangeBytes(input, random) : ChangePieces(input, random);
        }

        return input.Length <= MaxLength ? input : input[..MaxLength];
    }

    private byte[] ChangeBytes(byte[] input, Random random)
    {
        int start = random.Next(input.Length + 1);
        int length = Math.Min(random.Next(1, 1 << random.Next(1, 7)), input.Length - start);
        switch (random.Next(8))
        {
            case 0 when length > 0:
                byte[] flipped = [.. input];
                flipped[start] ^= (byte)(1 << random.Next(8));
                return flipped;
            case 1:
                return Replace(input, start, length, []);
            case 2:
                return Replace(input, start, 0, input.AsSpan(start, length));
            case 3:
                return input[..start];
            case 4:
                byte[] noise = new byte[length];
                random.NextBytes(noise);
                return Replace(input, start, length, noise);
            case 5:
                byte[] other = Pick(samples, random);
                int from = random.Next(other.Length + 1);
                return [.. input.AsSpan(0, start), .. other.AsSpan(from)];
            case 6:
                return [.. random.Next(2) == 0 ? "\uFEFF"u8 : "\0"u8, .. input];
            default:
                return Replace(input, start, random.Next(2) * length, Word(random));
        }
    }

    /// <summary>Most of these leave well-formed JSON well-formed.</summary>
    private byte[] ChangePieces(byte[] input, Random random)
    {
        List<(int Start, int Length)> pieces = JsonPieces.Find(input);
        if (pieces.Count == 0)
        {
            return Replace(input, 0, 0, Word(random));
        }

        int index = random.Next(pieces.Count);
        bool isName = JsonPieces.IsName(input, pieces, index);
        (int start, int length) = JsonPieces.Whole(input, pieces, index);
        byte[] piece = input[start..(start + length)];
        switch (random.Next(10))
        {
            case 0 when isName:
                // A member less, once more, or elsewhere.
                (int memberStart, int memberLength) = JsonPieces.Member(input, pieces, index);
                byte[] member = input[memberStart..(memberStart + memberLength)];
                return random.Next(3) switch
                {
                    0 => Replace(input, memberStart, memberLength, []),
                    1 => Replace(input, memberStart, 0, [.. member, (byte)',']),
                    _ => InsertMember(input, pieces, member, random),
                };
            case 1:
                return InsertMember(input, pieces, SomeMember(random), random);
            case 2 or 3 when piece[0] == (byte)'"':
                // Into the text, so that it stays one.
                return Replace(input, start + random.Next(1, Math.Max(2, length)), 0, TextPart(random));
            case 4 when !isName:
                return Replace(input, start, length, Nest(piece, random));
            case 5:
                return Replace(input, start, length, Word(random));
            case 6 when !isName:
                (int otherStart, int otherLength) = JsonPieces.Whole(input, pieces, random.Next(pieces.Count));
                return Replace(input, start, length, input.AsSpan(otherStart, otherLength));
            case 7 when !isName:
                byte[] sample = Pick(samples, random);
                List<(int Start, int Length)> others = JsonPieces.Find(sample);
                (int from, int count) = JsonPieces.Whole(sample, others, random.Next(others.Count));
                return Replace(input, start, length, sample.AsSpan(from, count));
            default:
                return Replace(input, start, length, isName || random.Next(3) == 0 ? WordLike(piece, random) : Pick(Values, random));
        }
    }

    private byte[] SomeMember(Random random)
    {
        byte[] sample = Pick(samples, random);
        List<(int Start, int Length)> pieces = JsonPieces.Find(sample);
        int first = random.Next(pieces.Count);
        for (int i = 0; i < pieces.Count; i++)
        {
            int index = (first + i) % pieces.Count;
            if (JsonPieces.IsName(sample, pieces, index))
            {
                (int start, int length) = JsonPieces.Member(sample, pieces, index);
                return sample[start..(start + length)];
            }
        }

        return "\"a\":1"u8.ToArray();
    }

    /// <summary>In front of another member.</summary>
    private static byte[] InsertMember(byte[] input, List<(int Start, int Length)> pieces, byte[] member, Random random)
    {
        int first = random.Next(pieces.Count);
        for (int i = 0; i < pieces.Count; i++)
        {
            int index = (first + i) % pieces.Count;
            if (JsonPieces.IsName(input, pieces, index))
            {
                return Replace(input, pieces[index].Start, 0, [.. member, (byte)',']);
            }
        }

        return [.. "{"u8, .. member, .. "}"u8];
    }

    /// <summary>A word of the same form: a text for a text.</summary>
    private byte[] WordLike(byte[] piece, Random random)
    {
        for (int i = 0; i < 8; i++)
        {
            byte[] word = random.Next(2) == 0 && _words.Length > 0 ? Pick(_words, random) : Pick(Values, random);
            if ((word.Length > 0 && word[0] == (byte)'"') == (piece[0] == (byte)'"'))
            {
                return word;
            }
        }

        return piece;
    }

    private static byte[] Nest(ReadOnlySpan<byte> piece, Random random)
    {
        int depth = random.Next(8) switch
        {
            0 => 5_000,
            1 => random.Next(60, 70),
            _ => random.Next(1, 8),
        };
        (string open, string close) = random.Next(2) == 0 ? ("[", "]") : ("{\"a\":", "}");
        return
        [
            .. Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(open, depth))),
            .. piece,
            .. Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(close, random.Next(16) == 0 ? depth - 1 : depth))),
        ];
    }

    private static byte[] TextPart(Random random) => random.Next(8) switch
    {
        0 => "\\ud800"u8.ToArray(),
        1 => "\\udfff"u8.ToArray(),
        2 => "\\u0000"u8.ToArray(),
        3 => [(byte)random.Next(256)],
        4 => "\\"u8.ToArray(),
        5 => Encoding.UTF8.GetBytes(new string((char)random.Next(0x20, 0x7F), 1 << random.Next(14))),
        6 => Encoding.UTF8.GetBytes(char.ConvertFromUtf32(random.Next(0xE000, 0x10FFFF))),
        _ => Encoding.UTF8.GetBytes($"\\u{random.Next(0x10000):x4}"),
    };

    private byte[] Word(Random random) => random.Next(3) switch
    {
        0 when _words.Length > 0 => Pick(_words, random),
        1 => Pick(Values, random),
        _ => Pick(Oddities, random),
    };

    private static byte[] Replace(byte[] input, int start, int length, ReadOnlySpan<byte> replacement) =>
        [.. input.AsSpan(0, start), .. replacement, .. input.AsSpan(start + length)];

    private static T Pick<T>(IReadOnlyList<T> items, Random random) => items[random.Next(items.Count)];

    private static IEnumerable<byte[]> Words(params string[] words) => words.Select(Encoding.UTF8.GetBytes);
}
