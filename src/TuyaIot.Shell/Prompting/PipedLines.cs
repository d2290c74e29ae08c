using System;

namespace TuyaIot.Shell.Prompting;

/// <summary>Statements from a file or a program; nobody is there to see a prompt.</summary>
internal sealed class PipedLines : ILineSource
{
    public bool IsInteractive => false;

    public InputLine Read(string prompt) =>
        Console.In.ReadLine() is string line ? new InputLine(InputEnd.Entered, line) : InputLine.EndOfInput;
}
