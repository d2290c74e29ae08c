using System;
using System.Management.Automation;
using TuyaIot.Binding;
using TuyaIot.Errors;
using TuyaIot.Journals;
using TuyaIot.Pipeline;
using TuyaIot.Progress;

namespace TuyaIot.Commands;

/// <summary>
/// <para type="synopsis">Summarizes the journal of a run.</para>
/// <para type="description">Counts the devices that were accepted, rejected, unknown or not sent, and says when and how long the runs
/// took. A journal can be read while its run goes on.</para>
/// </summary>
[Cmdlet(VerbsCommon.Get, "IotJournal", DefaultParameterSetName = PathSet)]
[OutputType(typeof(IotJournalSummary))]
public sealed class GetIotJournalCommand : CancellableCommand
{
    private const string PathSet = "Path";
    private const string LiteralPathSet = "LiteralPath";

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

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (string path in FilePath.ResolveAll(this, Path, LiteralPath))
        {
            try
            {
                using JournalProgress progress = new(this, path);
                WriteObject(IotJournalSummary.Read(path, progress, CancellationToken));
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
}
