using System.Management.Automation;
using TuyaIot.Errors;
using TuyaIot.Journals;

namespace TuyaIot.Commands;

/// <summary>
/// <para type="synopsis">Summarises the journal of a run.</para>
/// <para type="description">Says how many devices were accepted, rejected, are unknown or were never sent, when, and how long it
/// took. A journal can be read while its run goes on.</para>
/// </summary>
[Cmdlet(VerbsCommon.Get, "IotJournal")]
[OutputType(typeof(IotJournalSummary))]
public sealed class GetIotJournalCommand : PSCmdlet
{
    /// <summary>The file that -JournalPath of a command wrote.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "JournalPath")]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (string path in Path)
        {
            try
            {
                WriteObject(IotJournalSummary.Read(GetUnresolvedProviderPathFromPSPath(path)));
            }
            catch (JournalException exception)
            {
                WriteError(IotError.From(exception));
            }
        }
    }
}
