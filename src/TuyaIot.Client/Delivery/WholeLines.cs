using System;
using System.Collections.Generic;
using System.IO;

namespace TuyaIot.Delivery;

/// <summary>The lines of a file's beginning, as bytes, with one buffer for all of them.</summary>
internal static class WholeLines
{
    private const int TypicalBuffer = 64 * 1024;

    /// <param name="file">The file.</param>
    /// <param name="length">Where the last line to be read ends.</param>
    /// <returns>Each line without its end; it is gone once the next one is asked for.</returns>
    public static IEnumerable<ReadOnlyMemory<byte>> Read(FileStream file, long length)
    {
        byte[] buffer = new byte[TypicalBuffer];
        int filled = 0;
        file.Position = 0;
        while (file.Position < length)
        {
            if (filled == buffer.Length)
            {
                Array.Resize(ref buffer, buffer.Length * 2);
            }

            int read = file.Read(buffer, filled, (int)Math.Min(buffer.Length - filled, length - file.Position));
            if (read == 0)
            {
                yield break;
            }

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
        }
    }
}
