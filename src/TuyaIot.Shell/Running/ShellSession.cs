using System;
using System.Collections.Generic;
using System.IO;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Management.Automation.Runspaces;
using TuyaIot.Shell.CommandLine;
using TuyaIot.Shell.Hosting;
using TuyaIot.Shell.Modules;
using TuyaIot.Shell.Prompting;

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
    private readonly ErrorReport _errors;
    private readonly PromptLoop _prompt;

    internal ShellSession(ShellOptions options)
    {
        _options = options;
        _ui = new ShellUserInterface(options.NonInteractive);
        _host = new ShellHost(_ui);
        _runspace = SessionFactory.Open(_host);
        _runner = new PipelineRunner(_runspace);
        _break = new BreakHandler(_runner);
        _errors = new ErrorReport(_runner, _ui);
        _prompt = new PromptLoop(_host, _runner, _errors, Lines());
        _host.NestedPrompt = CanAsk ? _prompt : null;
    }

    internal int Run()
    {
        try
        {
            ImportModule();
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
            _ => RunPrompt(),
        };
    }

    public void Dispose()
    {
        _break.Dispose();
        _runspace.Dispose();
    }

    private void ImportModule()
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

    private bool CanAsk => !_options.NonInteractive && !Console.IsInputRedirected;

    private bool LastStatementSucceeded => _runspace.SessionStateProxy.GetVariable("?") is true;

    private ILineSource Lines() => Console.IsInputRedirected
        ? new PipedLines()
        : new TerminalLines(new EngineCompleter(_runspace));

    private int RunFile()
    {
        Ast script = Parser.ParseFile(_options.Source, out _, out _);
        IEnumerable<CommandParameter> parameters = ScriptParameters.From(_options.ScriptArguments);
        RunResult result = _runner.RunScript(_options.Source, parameters, StandardInput.For(script));
        return ExitCodeOf(_errors.After(result), succeeded: true);
    }

    private int RunCommand()
    {
        Ast command = Parser.ParseInput(_options.Source, out _, out _);
        RunResult result = _runner.RunStatement(_options.Source, StandardInput.For(command));
        return ExitCodeOf(_errors.After(result), LastStatementSucceeded);
    }

    private int RunPrompt() => _prompt.Run() is RunResult last
        ? ExitCodeOf(last, LastStatementSucceeded)
        : ExitCode.Success;

    private int ExitCodeOf(RunResult result, bool succeeded) => result switch
    {
        { Interrupted: true } => ExitCode.Interrupted,
        { Error: not null } => ExitCode.Failure,
        _ => _host.RequestedExitCode ?? (succeeded ? ExitCode.Success : ExitCode.Failure),
    };
}
