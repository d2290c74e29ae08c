using System;
using System.Collections.Generic;
using System.IO;
using System.Management.Automation;
using System.Threading;
using TuyaIot.Binding;
using TuyaIot.Errors;
using TuyaIot.Journals;
using TuyaIot.Reports;
using TuyaIot.Reports.Page;

namespace TuyaIot.Commands;

/// <summary>
/// <para type="synopsis">Makes a page to look at out of the journal of a run.</para>
/// <para type="description">One HTML file that needs nothing else: what became of the devices, how fast, how long answers took, what was
/// tried again, why requests were rejected, and the unknown devices to copy.</para>
/// </summary>
[Cmdlet(VerbsData.Export, "IotRunReport", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(FileInfo))]
public sealed class ExportIotRunReportCommand : PSCmdlet, IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly HashSet<string> _written = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The file that -JournalPath of a command wrote.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath")]
    [JournalPathTransformation]
    [ValidateNotNullOrEmpty]
    public string[] JournalPath { get; set; } = [];

    /// <summary>
    /// The page, or a folder that exists, in which it is named after its journal. Where it is left out, the page stands beside the
    /// journal: run.html beside run.jsonl.
    /// </summary>
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>Replaces a file that is marked as read-only too.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Replaces no file that exists.</summary>
    [Parameter]
    [Alias("NoOverwrite")]
    public SwitchParameter NoClobber { get; set; }

    /// <summary>Frees what a stop needs.</summary>
    public void Dispose() => _stop.Dispose();

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (string path in JournalPath)
        {
            string journal = GetUnresolvedProviderPathFromPSPath(path);
            string page = PageOf(journal);
            if (WhyNot(journal, page) is ErrorRecord error)
            {
                WriteError(error);
            }
            else if (ShouldProcess(page, $"Export the report of {journal}"))
            {
                Export(journal, page);
            }
        }
    }

    /// <inheritdoc/>
    protected override void StopProcessing() => _stop.Cancel();

    private string PageOf(string journal)
    {
        if (Path is null)
        {
            return System.IO.Path.ChangeExtension(journal, ".html");
        }

        string path = GetUnresolvedProviderPathFromPSPath(Path);
        return Directory.Exists(path)
            ? System.IO.Path.Combine(path, System.IO.Path.GetFileNameWithoutExtension(journal) + ".html")
            : path;
    }

    private ErrorRecord? WhyNot(string journal, string page)
    {
        bool isJournal = string.Equals(journal, page, StringComparison.OrdinalIgnoreCase);
        if (isJournal || _written.Contains(page))
        {
            return IotError.Create(
                "ReportPathTaken",
                ErrorCategory.InvalidArgument,
                page,
                isJournal ? $"The report would replace its journal '{page}'." : $"'{page}' is the report of another journal of this command.",
                "Give -Path another file, or a folder, in which each report is named after its journal.");
        }

        return NoClobber && File.Exists(page)
            ? IotError.Create(
                "ReportExists", ErrorCategory.ResourceExists, page, $"The file '{page}' exists.", "Give -Path another file, or leave -NoClobber out.")
            : null;
    }

    private void Export(string journal, string page)
    {
        try
        {
            RunReport report = RunReport.Read(journal, _stop.Token);
            ReportFile.Write(page, Force, stream => ReportPage.Write(report, stream, TimeProvider.System.GetUtcNow(), _stop.Token));
            _written.Add(page);

            // As Get-Item puts it out: the provider adds what a table of files shows.
            WriteObject(InvokeProvider.Item.Get([$"Microsoft.PowerShell.Core\\FileSystem::{page}"], force: true, literalPath: true), enumerateCollection: true);
        }
        catch (JournalException exception)
        {
            WriteError(IotError.From(exception));
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            WriteError(IotError.Create(
                "ReportNotWritable",
                ErrorCategory.WriteError,
                page,
                $"The report '{page}' cannot be written: {exception.Message}",
                "Give -Path a file in a folder that exists and that you may write to; -Force replaces a read-only file.",
                exception));
        }
    }
}
