using System;
using System.Management.Automation;
using TuyaIot.Shell.Hosting;

namespace TuyaIot.Shell.Running;

/// <summary>Ends a run for the user: the progress line goes, and what ended the pipeline is shown in the engine's own error view.</summary>
internal sealed class ErrorReport(PipelineRunner runner, ShellUserInterface ui)
{
    internal RunResult After(RunResult result)
    {
        ui.ClearProgress();
        if (result.Error is not null)
        {
            Show(result.Error);
        }

        return result;
    }

    private void Show(Exception error)
    {
        if (error is IncompleteParseException)
        {
            // Nothing was run and no line was kept, so the engine's view would be empty.
            ui.WriteErrorLine($"ParserError: {error.Message}");
            return;
        }

        ErrorRecord record = error is IContainsErrorRecord container
            ? container.ErrorRecord
            : new ErrorRecord(error, "PipelineFailed", ErrorCategory.NotSpecified, targetObject: null);
        ui.OutputIsError = true;
        try
        {
            if (runner.Show(record).Error is Exception unshown)
            {
                ui.WriteErrorLine($"{error.Message}{Environment.NewLine}It could not be shown in full: {unshown.Message}");
            }
        }
        finally
        {
            ui.OutputIsError = false;
        }
    }
}
