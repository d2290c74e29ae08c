using System;
using System.Globalization;
using System.Management.Automation.Host;
using System.Reflection;

namespace TuyaIot.Shell.Hosting;

/// <summary>The engine's host: a console, an exit code, and prompts inside prompts.</summary>
internal sealed class ShellHost(ShellUserInterface ui) : PSHost
{
    /// <summary>The number given to <c>exit</c>, once it was.</summary>
    internal int? RequestedExitCode { get; private set; }

    /// <summary>Runs a prompt inside the running pipeline until its <c>exit</c>; null where nobody can answer one.</summary>
    internal INestedPrompt? NestedPrompt { get; set; }

    public override string Name => "TuyaIot.Shell";

    public override Version Version { get; } = Assembly.GetExecutingAssembly().GetName().Version ?? new Version(0, 0);

    public override Guid InstanceId { get; } = Guid.NewGuid();

    public override PSHostUserInterface UI => ui;

    public override CultureInfo CurrentCulture { get; } = CultureInfo.CurrentCulture;

    public override CultureInfo CurrentUICulture { get; } = CultureInfo.CurrentUICulture;

    public override void SetShouldExit(int exitCode) => RequestedExitCode = exitCode;

    public override void EnterNestedPrompt()
    {
        INestedPrompt prompt = NestedPrompt
            ?? throw new InvalidOperationException("A nested prompt needs an interactive terminal.");
        prompt.Enter();
    }

    public override void ExitNestedPrompt() => NestedPrompt?.Exit();

    // A program that the pipeline starts writes to the same terminal.
    public override void NotifyBeginApplication() => ui.ClearProgress();

    public override void NotifyEndApplication()
    {
    }
}
