using System;
using System.Management.Automation;

namespace TuyaIot.Progress;

/// <summary>How many devices there are, where that can be known: what the user says, or the lines of the file that the names come from.</summary>
/// <param name="command">The cmdlet.</param>
/// <param name="known">What the user says, by a number or by giving all names at once.</param>
internal sealed class DeviceTotal(PSCmdlet command, long? known) : IDisposable
{
    private NameCount? _file;
    private bool _hasLooked;

    /// <summary>Null as long as nobody knows.</summary>
    public long? Value => known ?? FileCount();

    public void Dispose() => _file?.Dispose();

    private long? FileCount()
    {
        if (!_hasLooked)
        {
            _hasLooked = true;
            _file = PipelineFile.Find(command) is string path ? new NameCount(path) : null;
        }

        return _file?.Value;
    }
}
