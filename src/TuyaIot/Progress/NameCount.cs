using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace TuyaIot.Progress;

/// <summary>Counts the names in a file, which are its lines that are not blank, on a thread of its own and in one buffer.</summary>
internal sealed class NameCount : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Task<long?> _counting;

    public NameCount(string path) => _counting = Task.Run(() => TryCount(path, _stop.Token));

    /// <summary>Null until it is known, and for good where the file cannot be read.</summary>
    public long? Value => _counting.IsCompleted ? _counting.Result : null;

    public void Dispose()
    {
        _stop.Cancel();
        _counting.Wait();
        _stop.Dispose();
    }

    private static long? TryCount(string path, CancellationToken cancellationToken)
    {
        try
        {
            // Another process may still be writing the file, or moving it away.
            using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using StreamReader reader = new(file, detectEncodingFromByteOrderMarks: true);
            return Count(reader, cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or OperationCanceledException)
        {
            return null;
        }
    }

    private static long Count(StreamReader reader, CancellationToken cancellationToken)
    {
        char[] buffer = new char[16 * 1024];
        long names = 0;
        bool isBlank = true;
        for (int length = reader.Read(buffer, 0, buffer.Length); length > 0; length = reader.Read(buffer, 0, buffer.Length))
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (int i = 0; i < length; i++)
            {
                if (buffer[i] is '\n' or '\r')
                {
                    names += isBlank ? 0 : 1;
                    isBlank = true;
                }
                else if (isBlank)
                {
                    isBlank = char.IsWhiteSpace(buffer[i]);
                }
            }
        }

        return names + (isBlank ? 0 : 1);
    }
}
