using System;
using System.Collections.Generic;
using System.Management.Automation;
using TuyaIot.Shell.Hosting;

namespace TuyaIot.Shell.Running;

/// <summary>Runs a user's statement, and shows what ended it if something did.</summary>
internal sealed class StatementRunner(PipelineRunner runner, ShellUserInterface ui)
{
    internal RunResult Run(string statement, IEnumerable<string> input)
    {
        RunResult result = runner.Run(statement, input);
        ui.ClearProgress();
        if (result.Error is not null)
        {
            Report(result.Error);
        }

        return result;
    }

    private void Report(Exception error)
    {
        ErrorRecord record = error is IContainsErrorRecord container
            ? container.ErrorRecord
            : new ErrorRecord(error, "StatementFailed", ErrorCategory.NotSpecified, targetObject: null);
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
