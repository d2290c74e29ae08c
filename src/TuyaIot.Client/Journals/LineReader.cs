using System;
using System.Collections.Generic;
using System.IO;

namespace TuyaIot.Journals;

/// <summary>The lines of a file that have an end, as bytes, with one buffer for all of them.</summary>
internal static class LineReader
{
    private const int TypicalBuffer = 64 * 1024;

    /// <returns>Each line without its end; it is gone once the next one is asked for.</returns>
    public static IEnumerable<ReadOnlyMemory<byte>> Read(FileStream file)
    {
        byte[] buffer = new byte[TypicalBuffer];
        int filled = 0;
        file.Position = 0;
        int read;
        while ((read = file.Read(buffer, filled, buffer.Length - filled)) > 0)
        {
            filled += read;
            int start = 0;
            int end;
            while ((end = Array.IndexOf(buffer, (byte)'\n', start, filled - start)) >= 0)
            {
                yield return buffer.AsMemory(start, end - start);
                start = end + 1;
            }

            filled -= start;
            Buffer.BlockCopy(buffer, start, buffer, 0, filled);
            if (filled == buffer.Length)
            {
                Array.Resize(ref buffer, buffer.Length * 2);
            }
        }
    }
}
