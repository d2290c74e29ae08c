using System;

namespace TuyaIot.Shell.Prompting;

/// <summary>Statements typed at a terminal.</summary>
internal sealed class TerminalLines(ICompleter completer) : ILineSource
{
    private readonly LineEditor _editor = new(new LineHistory(), completer);

    public bool IsInteractive => true;

    public InputLine Read(string prompt)
    {
        Console.Out.Write(prompt);
        return _editor.Read();
    }
}
