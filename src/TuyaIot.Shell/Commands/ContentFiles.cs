using System;
using System.Collections.Generic;
using System.IO;
using System.Management.Automation;
using Microsoft.PowerShell.Commands;

namespace TuyaIot.Shell.Commands;

/// <summary>Finds and opens what Get-Content is to read; what cannot be read is an error under PowerShell's own id, and the rest goes on.</summary>
internal sealed class ContentFiles(PathIntrinsics paths, Action<ErrorRecord> writeError)
{
    internal IEnumerable<string> Matching(string pattern)
    {
        try
        {
            IReadOnlyList<string> found = paths.GetResolvedProviderPathFromPSPath(pattern, out ProviderInfo provider);
            if (found is [])
            {
                string message = $"An object at the specified path {pattern} does not exist.";
                writeError(new ErrorRecord(new ItemNotFoundException(message), "ItemNotFound", ErrorCategory.ObjectNotFound, pattern));
            }

            return OfFileSystem(provider, pattern) ? found : [];
        }
        catch (RuntimeException error)
        {
            writeError(new ErrorRecord(((IContainsErrorRecord)error).ErrorRecord, error));
            return [];
        }
    }

    internal IEnumerable<string> Named(string literalPath)
    {
        try
        {
            string path = paths.GetUnresolvedProviderPathFromPSPath(literalPath, out ProviderInfo provider, out _);
            if (!OfFileSystem(provider, literalPath))
            {
                return [];
            }

            if (System.IO.Path.Exists(path))
            {
                return [path];
            }

            string message = $"Cannot find path '{path}' because it does not exist.";
            writeError(new ErrorRecord(new ItemNotFoundException(message), "PathNotFound", ErrorCategory.ObjectNotFound, path));
        }
        catch (RuntimeException error)
        {
            writeError(new ErrorRecord(((IContainsErrorRecord)error).ErrorRecord, error));
        }

        return [];
    }

    internal StreamReader? Open(string path)
    {
        if (Directory.Exists(path))
        {
            string message = $"Unable to get content because it is a directory: '{path}'.";
            writeError(new ErrorRecord(
                new InvalidOperationException(message), "GetContainerContentException", ErrorCategory.InvalidOperation, path));
            return null;
        }

        return Read(path, () =>
        {
            // Another process may still be writing the file, or moving it away.
            FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return new StreamReader(file, detectEncodingFromByteOrderMarks: true);
        });
    }

    internal T? Read<T>(string path, Func<T> read)
        where T : class?
    {
        try
        {
            return read();
        }
        catch (IOException error)
        {
            writeError(new ErrorRecord(error, "GetContentReaderIOError", ErrorCategory.ReadError, path));
        }
        catch (UnauthorizedAccessException error)
        {
            writeError(new ErrorRecord(
                error, "GetContentReaderUnauthorizedAccessError", ErrorCategory.PermissionDenied, path));
        }

        return null;
    }

    private bool OfFileSystem(ProviderInfo provider, string path)
    {
        if (provider.Name == FileSystemProvider.ProviderName)
        {
            return true;
        }

        string message = $"'{path}' is not a file; this Get-Content reads files only.";
        writeError(new ErrorRecord(new NotSupportedException(message), "NotSupported", ErrorCategory.NotImplemented, path));
        return false;
    }
}
