using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;
using System.Text;

namespace TuyaIot.Tests.Support;

/// <summary>A screen that is kept, and a user who answers what the test says.</summary>
internal sealed class TestUserInterface(params string[] answers) : PSHostUserInterface
{
    private readonly Queue<string> _answers = new(answers);
    private readonly StringBuilder _screen = new();

    internal string Screen => _screen.ToString();

    /// <summary>What the user was asked.</summary>
    internal List<string> Questions { get; } = [];

    /// <summary>Told of every progress record, with the bar that it is for.</summary>
    internal Action<long, ProgressRecord>? Progressed { get; set; }

    public override PSHostRawUserInterface? RawUI => null;

    public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice)
    {
        Questions.Add(message);
        string answer = _answers.Dequeue();
        return choices.Select(choice => choice.Label.Replace("&", string.Empty)).ToList().IndexOf(answer);
    }

    public override void Write(string value) => _screen.Append(value);

    public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) => Write(value);

    public override void WriteLine(string value) => _screen.AppendLine(value);

    public override void WriteErrorLine(string value) => WriteLine(value);

    public override void WriteWarningLine(string message) => WriteLine(message);

    public override void WriteVerboseLine(string message) => WriteLine(message);

    public override void WriteDebugLine(string message) => WriteLine(message);

    public override void WriteProgress(long sourceId, ProgressRecord record)
    {
        WriteLine($"{record}");
        Progressed?.Invoke(sourceId, record);
    }

    public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions) =>
        throw new NotSupportedException(message);

    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) =>
        throw new NotSupportedException(message);

    public override PSCredential PromptForCredential(
        string caption,
        string message,
        string userName,
        string targetName,
        PSCredentialTypes allowedCredentialTypes,
        PSCredentialUIOptions options) => throw new NotSupportedException(message);

    public override string ReadLine() => throw new NotSupportedException();

    public override SecureString ReadLineAsSecureString() => throw new NotSupportedException();
}
