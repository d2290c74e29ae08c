using System;
using System.IO;
using System.Management.Automation;
using System.Reflection;

namespace TuyaIot.Progress;

/// <summary>Finds the file whose lines Get-Content pipes into a cmdlet.</summary>
internal static class PipelineFile
{
    /// <summary>
    /// Get-Content notes on each line, or array of lines, where it is from. The binder hands the text on without that; the object
    /// that came down the pipeline still has it, and to ask for it by a parameter would cost every name its binding. The engine
    /// keeps that object to itself; where it is not to be had, the number of names is just not known.
    /// </summary>
    private static readonly PropertyInfo? CurrentObject =
        typeof(Cmdlet).GetProperty("CurrentPipelineObject", BindingFlags.Instance | BindingFlags.NonPublic);

    /// <summary>Null where the names come from elsewhere, or through another command, which may have left some out.</summary>
    public static string? Find(PSCmdlet command)
    {
        if (command.MyInvocation.PipelinePosition != 2
            || CurrentObject?.GetValue(command) is not PSObject { BaseObject: string or Array } lines
            || lines.Properties["ReadCount"] is null
            || lines.Properties["PSPath"]?.Value is not string path)
        {
            return null;
        }

        try
        {
            string file = command.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out ProviderInfo provider, out _);

            // A pipe has no length, and what was read from it here would be lost to Get-Content.
            return provider.Name == "FileSystem" && new FileInfo(file) is { Exists: true, Length: > 0 } ? file : null;
        }
        catch (Exception exception) when (exception is RuntimeException or IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return null;
        }
    }
}
