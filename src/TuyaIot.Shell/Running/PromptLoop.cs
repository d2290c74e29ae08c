using System.Management.Automation;
using TuyaIot.Shell.Hosting;
using TuyaIot.Shell.Prompting;

namespace TuyaIot.Shell.Running;

/// <summary>Reads statements and runs them, until <c>exit</c> or the end of the input; also inside a running pipeline.</summary>
internal sealed class PromptLoop(ShellHost host, PipelineRunner runner, ErrorReport errors, ILineSource lines) : INestedPrompt
{
    private readonly StatementReader _statements = new(lines);
    private int _depth;

    /// <summary>How the last statement ended; null where there was none.</summary>
    internal RunResult? Run()
    {
        _depth++;
        int depth = _depth;
        RunResult? last = null;
        while (_depth == depth && host.RequestedExitCode is null && _statements.Read(Prompt()) is string statement)
        {
            if (string.IsNullOrWhiteSpace(statement))
            {
                continue;
            }

            last = errors.After(runner.RunStatement(statement, []));
            if (last.Interrupted && !lines.IsInteractive)
            {
                break;
            }
        }

        _depth = depth - 1;
        return last;
    }

    public void Enter() => Run();

    public void Exit() => _depth--;

    private string Prompt()
    {
        if (!lines.IsInteractive)
        {
            return string.Empty;
        }

        try
        {
            return runner.Evaluate("prompt")?.ToString() ?? "PS> ";
        }
        catch (RuntimeException)
        {
            // The user's own prompt function may fail; the shell stays usable.
            return "PS> ";
        }
    }
}
