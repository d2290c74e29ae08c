using System;
using System.Management.Automation;
using System.Security;

namespace TuyaIot.Shell.Prompting;

/// <summary>What a running pipeline reads from the keyboard: a line, or a secret. Nobody there to type is an error at once.</summary>
internal sealed class ConsoleInput(bool nonInteractive, Action beforeReading)
{
    private readonly LineEditor _editor = new(new LineHistory(), new NoCompleter());

    internal void RequireUser()
    {
        if (nonInteractive)
        {
            throw new PSInvalidOperationException(
                "The shell runs with -NonInteractive, so it cannot ask. Give every parameter a value, and -Confirm:$false or -Force where a command would ask.");
        }

        if (Console.IsInputRedirected)
        {
            throw new PSInvalidOperationException(
                "Standard input is not a terminal, so the shell cannot ask. Give every parameter a value, and -Confirm:$false or -Force where a command would ask.");
        }

        beforeReading();
    }

    internal string ReadLine()
    {
        RequireUser();
        InputLine line = _editor.Read();
        return line.End == InputEnd.Entered ? line.Text : throw new PipelineStoppedException();
    }

    internal SecureString ReadSecret()
    {
        RequireUser();
        bool controlCWasInput = Console.TreatControlCAsInput;
        Console.TreatControlCAsInput = true;
        try
        {
            return ReadSecretKeys();
        }
        finally
        {
            Console.TreatControlCAsInput = controlCWasInput;
        }
    }

    private static SecureString ReadSecretKeys()
    {
        SecureString secret = new();
        while (true)
        {
            ConsoleKeyInfo key = Console.ReadKey(intercept: true);
            switch (key.Key)
            {
                case ConsoleKey.Enter:
                    Console.Out.WriteLine();
                    secret.MakeReadOnly();
                    return secret;
                case ConsoleKey.C when key.Modifiers.HasFlag(ConsoleModifiers.Control):
                    Console.Out.WriteLine();
                    secret.Dispose();
                    throw new PipelineStoppedException();
                case ConsoleKey.Backspace when secret.Length > 0:
                    secret.RemoveAt(secret.Length - 1);
                    Console.Out.Write("\b \b");
                    break;
                default:
                    if (!char.IsControl(key.KeyChar))
                    {
                        secret.AppendChar(key.KeyChar);
                        Console.Out.Write('*');
                    }

                    break;
            }
        }
    }
}
