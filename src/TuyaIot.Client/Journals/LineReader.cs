using System;
using System.Collections.Generic;
using System.IO;

namespace TuyaIot.Journals;

/// <summary>The lines of a file as bytes, with one buffer for all of them.</summary>
internal static class LineReader
{
    /// <summary>What a disk leaves behind a power cut may be millions of zeros: of a longer line only the beginning is kept.</summary>
    public const int MaxLength = 16 * 1024 * 1024;

    private const int TypicalBuffer = 64 * 1024;

    /// <summary>Reads from the beginning of the file up to a length; the file may grow meanwhile.</summary>
    /// <returns>Each line without its end; its bytes are gone once the next one is asked for.</returns>
    public static IEnumerable<FileLine> Read(Stream file, long length)
    {
        byte[] buffer = new byte[TypicalBuffer];
        int filled = 0;
        long dropped = 0;
        file.Position = 0;
        int read;
        while ((read = file.Read(buffer, filled, (int)Math.Min(buffer.Length - filled, length - file.Position))) > 0)
        {
            int start = 0;
            int searched = filled;
            filled += read;
            int end;
            while ((end = Array.IndexOf(buffer, (byte)'\n', searched, filled - searched)) >= 0)
            {
                yield return new FileLine(buffer.AsMemory(start, end - start), dropped + end - start, HasEnd: true);
                searched = start = end + 1;
                dropped = 0;
            }

            filled -= start;
            Buffer.BlockCopy(buffer, start, buffer, 0, filled);
            if (filled == MaxLength)
            {
                dropped += filled / 2;
                filled /= 2;
            }
            else if (filled == buffer.Length)
            {
                Array.Resize(ref buffer, buffer.Length * 2);
            }
        }

        if (dropped + filled > 0)
        {
            yield return new FileLine(buffer.AsMemory(0, filled), dropped + filled, HasEnd: false);
        }
    }
}

/// <summary>A line of a file.</summary>
/// <param name="Bytes">Its bytes, or the first of very many.</param>
/// <param name="Length">How many bytes it has.</param>
/// <param name="HasEnd">False for a last line that no line break ends.</param>
internal readonly record struct FileLine(ReadOnlyMemory<byte> Bytes, long Length, bool HasEnd);
