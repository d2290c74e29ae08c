using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace TuyaIot.Tests.Support;

/// <summary>All that a script said, stream by stream.</summary>
internal sealed class ShellResult(IEnumerable<PSObject> output, PSDataStreams streams)
{
    internal IReadOnlyList<PSObject> Output { get; } = [.. output];

    internal IReadOnlyList<ErrorRecord> Errors { get; } = [.. streams.Error];

    internal IReadOnlyList<string> Warnings { get; } = [.. streams.Warning.Select(record => record.Message)];

    internal IReadOnlyList<string> Verbose { get; } = [.. streams.Verbose.Select(record => record.Message)];

    internal IReadOnlyList<string> Debug { get; } = [.. streams.Debug.Select(record => record.Message)];

    internal IReadOnlyList<ProgressRecord> Progress { get; } = [.. streams.Progress];

    internal IReadOnlyList<string> Information { get; } = [.. streams.Information.Select(record => $"{record}")];
}
