using System;
using System.Collections.Generic;
using System.Management.Automation;
using TuyaIot.Binding;
using TuyaIot.Errors;
using TuyaIot.Journals;
using TuyaIot.Pipeline;
using TuyaIot.Progress;

namespace TuyaIot.Commands;

/// <summary>
/// <para type="synopsis">Summarizes the journals of runs.</para>
/// <para type="description">Counts the devices that were accepted, rejected, unknown or not sent, and says when and how long the runs
/// took. A journal can be read while its run goes on.</para>
/// </summary>
[Cmdlet(VerbsCommon.Get, "IotJournal", DefaultParameterSetName = PathSet)]
[OutputType(typeof(IotJournalSummary))]
public sealed class GetIotJournalCommand : CancellableCommand
{
    private const string PathSet = "Path";
    private const string LiteralPathSet = "LiteralPath";

    private readonly List<string> _merged = [];

    /// <summary>The files that -JournalPath of a command wrote. Wildcards are allowed.</summary>
    [Parameter(ParameterSetName = PathSet, Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("JournalPath")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>The files that -JournalPath of a command wrote. Wildcards have no meaning.</summary>
    [Parameter(ParameterSetName = LiteralPathSet, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LP")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>Counts all journals as one run.</summary>
    [Parameter]
    public SwitchParameter Merge { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (string path in FilePath.ResolveAll(this, Path, LiteralPath))
        {
            if (!Merge)
            {
                Summarize([path]);
            }
            else if (!_merged.Contains(path))
            {
                _merged.Add(path);
            }
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_merged.Count > 0)
        {
            Summarize(_merged);
        }
    }

    private void Summarize(List<string> paths)
    {
        try
        {
            using JournalProgress progress = new(this, paths.Count == 1 ? paths[0] : $"{paths.Count} journals");
            WriteObject(IotJournalSummary.Read(paths, progress, CancellationToken));
        }
        catch (OperationCanceledException) when (CancellationToken.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
        catch (JournalException exception)
        {
            WriteError(IotError.From(exception));
        }
    }
}
