using System;
using System.IO;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Management.Automation.Runspaces;
using TuyaIot.Shell.CommandLine;
using TuyaIot.Shell.Hosting;
using TuyaIot.Shell.Modules;

namespace TuyaIot.Shell.Running;

/// <summary>One start of the shell, from the open runspace to the exit code.</summary>
internal sealed class ShellSession : IDisposable
{
    private readonly ShellOptions _options;
    private readonly ShellUserInterface _ui;
    private readonly ShellHost _host;
    private readonly Runspace _runspace;
    private readonly PipelineRunner _runner;
    private readonly BreakHandler _break;
    private readonly StatementRunner _statements;

    internal ShellSession(ShellOptions options)
    {
        _options = options;
        _ui = new ShellUserInterface(options.NonInteractive);
        _host = new ShellHost(_ui);
        _runspace = SessionFactory.Open(_host);
        _runner = new PipelineRunner(_runspace);
        _break = new BreakHandler(_runner);
        _statements = new StatementRunner(_runner, _ui);
    }

    internal int Run()
    {
        try
        {
            ModuleImport import = new(_runspace, ModuleManifest.Find());
            if (_options.Mode == ShellMode.File)
            {
                import.OnFirstUse(_ui);
            }
            else
            {
                import.Now();
            }
        }
        catch (Exception error) when (error is FileNotFoundException or RuntimeException)
        {
            _ui.WriteErrorLine($"The module could not be loaded: {error.Message}");
            return ExitCode.Failure;
        }

        return _options.Mode switch
        {
            ShellMode.File => RunFile(),
            ShellMode.Command => RunCommand(),
            _ => ExitCode.Failure,
        };
    }

    public void Dispose()
    {
        _break.Dispose();
        _runspace.Dispose();
    }

    private int RunFile()
    {
        bool takesInput = StandardInput.IsFor(Parser.ParseFile(_options.Source, out _, out _));
        string statement = ScriptStatement.Create(_options.Source, _options.ScriptArguments, takesInput);
        RunResult result = _statements.Run(statement, takesInput ? StandardInput.Lines() : []);
        return result switch
        {
            { Interrupted: true } => ExitCode.Interrupted,
            { Error: not null } => ExitCode.Failure,
            _ => _host.RequestedExitCode ?? ScriptExitCode(result),
        };
    }

    // exit leaves its number in $LASTEXITCODE and counts as an error of the statement; an error inside the script does not. Without
    // either, $? is false only where the script never began.
    private int ScriptExitCode(RunResult result)
    {
        if (LastStatementSucceeded)
        {
            return ExitCode.Success;
        }

        return result.HadErrors
            ? _runspace.SessionStateProxy.GetVariable("LASTEXITCODE") as int? ?? ExitCode.Success
            : ExitCode.Failure;
    }

    private int RunCommand()
    {
        bool takesInput = StandardInput.IsFor(Parser.ParseInput(_options.Source, out _, out _));
        RunResult result = _statements.Run(_options.Source, takesInput ? StandardInput.Lines() : []);
        return result switch
        {
            { Interrupted: true } => ExitCode.Interrupted,
            { Error: not null } => ExitCode.Failure,
            _ => _host.RequestedExitCode ?? (LastStatementSucceeded ? ExitCode.Success : ExitCode.Failure),
        };
    }

    private bool LastStatementSucceeded => _runspace.SessionStateProxy.GetVariable("?") is true;
}
