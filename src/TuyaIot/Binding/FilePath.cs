using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using TuyaIot.Errors;

namespace TuyaIot.Binding;

/// <summary>
/// Paths of files as a user writes them. A relative path starts at the current location of the file system, also where the current
/// location is in another provider. A path of another provider is refused: the engine would answer for any of them.
/// </summary>
internal static class FilePath
{
    private const string FileSystem = "FileSystem";

    /// <summary>The full path of one file, which need not exist. Wildcards have no meaning.</summary>
    public static string Resolve(PSCmdlet command, string path)
    {
        if (string.IsNullOrWhiteSpace(path))
        {
            throw Invalid(path, "it is blank");
        }

        try
        {
            string full = command.SessionState.Path.GetUnresolvedProviderPathFromPSPath(Anchor(command, path), out ProviderInfo provider, out _);
            return provider.Name == FileSystem ? full : throw NotOnFileSystem(path, provider.Name);
        }
        catch (Exception exception) when (exception is RuntimeException or NotSupportedException or ArgumentException and not IotArgumentException)
        {
            throw Invalid(path, exception.Message);
        }
    }

    /// <summary>The full paths that a pattern stands for. A pattern that matches nothing is an error.</summary>
    public static IReadOnlyCollection<string> ResolvePattern(PSCmdlet command, string pattern)
    {
        if (!WildcardPattern.ContainsWildcardCharacters(pattern))
        {
            return [Resolve(command, pattern)];
        }

        try
        {
            IReadOnlyCollection<string> found = command.SessionState.Path.GetResolvedProviderPathFromPSPath(Anchor(command, pattern), out ProviderInfo provider);
            return provider.Name == FileSystem ? found : throw NotOnFileSystem(pattern, provider.Name);
        }
        catch (Exception exception) when (exception is RuntimeException or NotSupportedException or ArgumentException and not IotArgumentException)
        {
            throw Invalid(pattern, exception.Message);
        }
    }

    /// <summary>The full paths of patterns and of literal paths. Each that cannot be used is an error, and the others follow.</summary>
    public static IEnumerable<string> ResolveAll(PSCmdlet command, string[] patterns, string[] literals)
    {
        foreach ((string path, bool isPattern) in patterns.Select(static path => (path, true)).Concat(literals.Select(static path => (path, false))))
        {
            IReadOnlyCollection<string> found = [];
            try
            {
                found = isPattern ? ResolvePattern(command, path) : [Resolve(command, path)];
            }
            catch (IotArgumentException exception)
            {
                command.WriteError(IotError.From(exception));
            }

            foreach (string one in found)
            {
                yield return one;
            }
        }
    }

    private static string Anchor(PSCmdlet command, string path) =>
        Path.IsPathRooted(path) || command.SessionState.Path.IsPSAbsolute(path, out _) || path.IndexOf("::", StringComparison.Ordinal) >= 0 || path.StartsWith("~", StringComparison.Ordinal)
            ? path
            : Path.Combine(command.SessionState.Path.CurrentFileSystemLocation.ProviderPath, path);

    private static IotArgumentException NotOnFileSystem(string path, string provider) => new(
        "PathNotOnFileSystem",
        path,
        $"'{path}' is a path of the provider {provider}.",
        "Give the path of a file, such as ./run.jsonl.");

    private static IotArgumentException Invalid(string path, string reason) => new(
        "PathNotFound", path, $"'{path}' cannot be used: {reason.TrimEnd('.')}.", "Check the path. -LiteralPath takes a path without wildcards.");
}
