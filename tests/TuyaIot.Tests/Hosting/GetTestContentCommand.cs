using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace TuyaIot.Tests.Hosting;

/// <summary>Get-Content, which the engine's package lacks: it notes on what it emits where that is from. The lines are the test's.</summary>
[Cmdlet(VerbsCommon.Get, "TestContent")]
public sealed class GetTestContentCommand : PSCmdlet
{
    /// <summary>The file that the lines claim to be from.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    public string Path { get; set; } = string.Empty;

    /// <summary>The lines.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    public IEnumerable<string> Line { get; set; } = [];

    /// <summary>How many lines come at a time: 1 as text, more as an array.</summary>
    [Parameter]
    public int ReadCount { get; set; } = 1;

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        long read = 0;
        foreach (string[] lines in Line.Chunk(ReadCount))
        {
            PSObject note = PSObject.AsPSObject(ReadCount == 1 ? lines[0] : Array.ConvertAll<string, object>(lines, static line => line));
            note.Properties.Add(new PSNoteProperty("PSPath", Path));
            note.Properties.Add(new PSNoteProperty("ReadCount", read += lines.Length));
            WriteObject(note, enumerateCollection: false);
        }
    }
}
