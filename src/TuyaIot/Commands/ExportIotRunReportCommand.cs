using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using TuyaIot.Api;
using TuyaIot.Binding;
using TuyaIot.Errors;
using TuyaIot.Journals;
using TuyaIot.Pipeline;
using TuyaIot.Reports;
using TuyaIot.Reports.Page;

namespace TuyaIot.Commands;

/// <summary>
/// <para type="synopsis">Exports journals of runs as reports.</para>
/// <para type="description">The report is one HTML file that needs nothing else: the devices and their outcomes, the throughput, the
/// response times, the retries and the reasons of rejections.</para>
/// </summary>
[Cmdlet(VerbsData.Export, "IotRunReport", DefaultParameterSetName = JournalPathSet, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(FileInfo))]
public sealed class ExportIotRunReportCommand : CancellableCommand
{
    private const string JournalPathSet = "JournalPath";
    private const string LiteralPathSet = "LiteralPath";

    private readonly List<string> _merged = [];
    private readonly HashSet<string> _written = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The files that -JournalPath of a command wrote. Wildcards are allowed.</summary>
    [Parameter(ParameterSetName = JournalPathSet, Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [JournalPathTransformation]
    [ValidateNotNullOrEmpty]
    public string[] JournalPath { get; set; } = [];

    /// <summary>The files that -JournalPath of a command wrote. Wildcards have no meaning.</summary>
    [Parameter(ParameterSetName = LiteralPathSet, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LP")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>
    /// The report, or an existing folder, where it is named after its journal. Default: beside the journal, run.html for run.jsonl.
    /// </summary>
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>Replaces a read-only file as well.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Replaces no existing file.</summary>
    [Parameter]
    [Alias("NoOverwrite")]
    public SwitchParameter NoClobber { get; set; }

    /// <summary>Makes one report of all journals, as of one run.</summary>
    [Parameter]
    public SwitchParameter Merge { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        string? target = Path is null ? null : ResolveTarget();
        foreach (string journal in FilePath.ResolveAll(this, JournalPath, LiteralPath))
        {
            if (!Merge)
            {
                Export([journal], target);
            }
            else if (!_merged.Contains(journal))
            {
                _merged.Add(journal);
            }
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_merged.Count > 0)
        {
            Export(_merged, Path is null ? null : ResolveTarget());
        }
    }

    private void Export(List<string> journals, string? target)
    {
        string page = PageOf(journals[0], target);
        if (WhyNot(journals, page) is ErrorRecord error)
        {
            WriteError(error);
        }
        else if (ShouldProcess(page, $"Export the report of {journals[0]}{(journals.Count > 1 ? $" and {journals.Count - 1} more" : string.Empty)}"))
        {
            Write(journals, page);
        }
    }

    private string ResolveTarget()
    {
        try
        {
            return FilePath.Resolve(this, Path!);
        }
        catch (IotArgumentException exception)
        {
            ThrowTerminatingError(IotError.From(exception));
            throw;
        }
    }

    private static string PageOf(string journal, string? path)
    {
        if (path is null)
        {
            return System.IO.Path.ChangeExtension(journal, ".html");
        }

        return Directory.Exists(path)
            ? System.IO.Path.Combine(path, System.IO.Path.GetFileNameWithoutExtension(journal) + ".html")
            : path;
    }

    private ErrorRecord? WhyNot(List<string> journals, string page)
    {
        bool isJournal = journals.Contains(page, StringComparer.OrdinalIgnoreCase);
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

    /// <summary>The command of an action, to which its parameters are added; null where they have other names.</summary>
    private static string? CmdletOf(string? action) => action switch
    {
        "InvokeThingsService" => "Invoke-IotThingsService",
        "InvokeThingService" => "Invoke-IotThingService",
        "SetDevicesProperty" => "Set-IotDeviceProperty",
        "SetDeviceProperty" => "Set-IotDeviceProperty -Individually",
        "SetDeviceDesiredProperty" => "Set-IotDesiredProperty",
        "RegisterDevice" => "Register-IotDevice",
        "EnableThing" => "Enable-IotDevice",
        "DisableThing" => "Disable-IotDevice",
        "DeleteDevice" => "Remove-IotDevice",
        _ => null,
    };

    private void Write(List<string> journals, string page)
    {
        try
        {
            RunReport report = RunReport.Read(journals, CancellationToken);
            report.Cmdlet = CmdletOf(report.Command?.Action);
            report.IsWaitable = report.Command is JournalCommand command && KnownActions.IsWaitable(command.Action);
            ReportFile.Write(page, Force, stream => ReportPage.Write(report, stream, TimeProvider.System.GetUtcNow(), CancellationToken));
            _written.Add(page);

            // As Get-Item puts it out: the provider adds what a table of files shows.
            WriteObject(InvokeProvider.Item.Get([$"Microsoft.PowerShell.Core\\FileSystem::{page}"], force: true, literalPath: true), enumerateCollection: true);
        }
        catch (JournalException exception)
        {
            WriteError(IotError.From(exception));
        }
        catch (OperationCanceledException) when (CancellationToken.IsCancellationRequested)
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
                "Give -Path a file in a folder that exists and that you may write to; -Force replaces a read-only file."));
        }
    }
}
