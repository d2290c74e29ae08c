using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;

namespace TuyaIot.Shell.Commands;

/// <summary>
/// Reads text files line by line. The shell has this one cmdlet of its own, only because the engine's package comes without
/// PowerShell's, and it steps aside where the engine has one. Its parameters mean what they mean there.
/// </summary>
[Cmdlet(VerbsCommon.Get, "Content", DefaultParameterSetName = PathSet)]
[OutputType(typeof(string), typeof(string[]))]
public sealed class GetContentCommand : PSCmdlet
{
    private const string PathSet = "Path";
    private const string LiteralPathSet = "LiteralPath";

    /// <summary>Files to read; wildcards stand for the files they match.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true, ParameterSetName = PathSet)]
    public string[] Path { get; set; } = [];

    /// <summary>Files to read, their names taken as they are written.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = LiteralPathSet)]
    [Alias("PSPath", "LP")]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>Lines to send down the pipeline at a time: 1 sends strings, more sends arrays, 0 sends all as one array.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateRange(0, long.MaxValue)]
    public long ReadCount { get; set; } = 1;

    /// <summary>Lines to read from the beginning of each file.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateRange(0, long.MaxValue)]
    [Alias("First", "Head")]
    public long TotalCount { get; set; } = long.MaxValue;

    /// <summary>Sends each file as one string, line ends included.</summary>
    [Parameter]
    public SwitchParameter Raw { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        ContentFiles files = new(SessionState.Path, WriteError);
        IEnumerable<string> paths = ParameterSetName == LiteralPathSet
            ? LiteralPath.SelectMany(files.Named)
            : Path.SelectMany(files.Matching);
        foreach (string path in paths)
        {
            using StreamReader? reader = files.Open(path);
            if (reader is not null)
            {
                Send(files, path, reader);
            }
        }
    }

    private void Send(ContentFiles files, string path, StreamReader reader)
    {
        if (Raw)
        {
            if (files.Read(path, reader.ReadToEnd) is { Length: > 0 } text)
            {
                WriteObject(text);
            }

            return;
        }

        List<string> block = [];
        for (long count = 0; count < TotalCount && files.Read(path, reader.ReadLine) is string line; count++)
        {
            if (ReadCount == 1)
            {
                WriteObject(line);
                continue;
            }

            block.Add(line);
            if (block.Count == ReadCount)
            {
                WriteObject(block.ToArray());
                block.Clear();
            }
        }

        if (block.Count > 0)
        {
            WriteObject(block.ToArray());
        }
    }
}
