using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;
using TuyaIot.Shell.Prompting;

namespace TuyaIot.Shell.Hosting;

/// <summary>Where each stream of the engine goes: errors to the standard error, everything else that is shown to the standard output.</summary>
internal sealed class ShellUserInterface : PSHostUserInterface
{
    private readonly ProgressLine _progress = new();
    private readonly Questions _questions;

    internal ShellUserInterface(bool nonInteractive)
    {
        ConsoleInput input = new(nonInteractive, _progress.Clear);
        _questions = new Questions(input);
        if (!Terminal.WantsColour)
        {
            PSStyle.Instance.OutputRendering = OutputRendering.PlainText;
        }
    }

    /// <summary>
    /// The engine marks what its own pipelines put on the error stream; a host that was thrown an exception can only show it
    /// as output, so the shell says for how long output is an error.
    /// </summary>
    internal bool OutputIsError { get; set; }

    public override PSHostRawUserInterface RawUI { get; } = new ConsoleRawUserInterface();

    public override bool SupportsVirtualTerminal => Terminal.CanStyleOutput;

    internal void ClearProgress() => _progress.Clear();

    public override void Write(string value)
    {
        _progress.Clear();
        if (OutputIsError)
        {
            Console.Error.Write(GetOutputString(value, Terminal.CanStyleError));
        }
        else
        {
            Console.Out.Write(GetOutputString(value, Terminal.CanStyleOutput));
        }
    }

    public override void WriteLine(string value) => Write(value + Environment.NewLine);

    public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value)
    {
        if (!Terminal.CanStyleOutput || !Terminal.WantsColour)
        {
            Write(value);
            return;
        }

        Console.ForegroundColor = foregroundColor;
        if (backgroundColor != (ConsoleColor)(-1))
        {
            Console.BackgroundColor = backgroundColor;
        }

        Write(value);
        Console.ResetColor();
    }

    public override void WriteErrorLine(string value)
    {
        _progress.Clear();
        Console.Error.WriteLine(GetOutputString(value, Terminal.CanStyleError));
    }

    public override void WriteWarningLine(string message) => WritePrefixed(FormatStyle.Warning, "WARNING: ", message);

    public override void WriteVerboseLine(string message) => WritePrefixed(FormatStyle.Verbose, "VERBOSE: ", message);

    public override void WriteDebugLine(string message) => WritePrefixed(FormatStyle.Debug, "DEBUG: ", message);

    public override void WriteProgress(long sourceId, ProgressRecord record) => _progress.Update(record);

    public override string ReadLine() => _questions.ReadLine();

    public override SecureString ReadLineAsSecureString() => _questions.ReadSecret();

    public override Dictionary<string, PSObject> Prompt(
        string caption, string message, Collection<FieldDescription> descriptions) =>
        _questions.AskForFields(caption, message, descriptions);

    public override int PromptForChoice(
        string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice) =>
        _questions.AskForChoice(caption, message, choices, defaultChoice);

    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) =>
        _questions.AskForCredential(caption, message, userName);

    public override PSCredential PromptForCredential(
        string caption,
        string message,
        string userName,
        string targetName,
        PSCredentialTypes allowedCredentialTypes,
        PSCredentialUIOptions options) =>
        _questions.AskForCredential(caption, message, userName);

    private void WritePrefixed(FormatStyle style, string prefix, string message) =>
        WriteLine(GetFormatStyleString(style) + prefix + message + GetFormatStyleString(FormatStyle.Reset));
}
