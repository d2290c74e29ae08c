using System;

namespace TuyaIot.Shell.Prompting;

/// <summary>Reads one line from the keyboard; with it, Ctrl-C is a key that gives the line up.</summary>
internal sealed class LineEditor(LineHistory history, ICompleter completer)
{
    internal InputLine Read()
    {
        bool controlCWasInput = Console.TreatControlCAsInput;
        Console.TreatControlCAsInput = true;
        try
        {
            return ReadKeys();
        }
        finally
        {
            Console.TreatControlCAsInput = controlCWasInput;
        }
    }

    private InputLine ReadKeys()
    {
        LineBuffer buffer = new();
        LineView view = new();
        history.Begin();
        while (true)
        {
            ConsoleKeyInfo key = Console.ReadKey(intercept: true);
            bool control = key.Modifiers.HasFlag(ConsoleModifiers.Control);
            switch (key.Key)
            {
                case ConsoleKey.Enter:
                    view.End();
                    history.Add(buffer.Text);
                    return new InputLine(InputEnd.Entered, buffer.Text);
                case ConsoleKey.C when control:
                    view.End();
                    return InputLine.Interrupted;
                case ConsoleKey.D when control && buffer.Text.Length == 0:
                    view.End();
                    return InputLine.EndOfInput;
                default:
                    Edit(buffer, key, control);
                    view.Draw(buffer);
                    break;
            }
        }
    }

    private void Edit(LineBuffer buffer, ConsoleKeyInfo key, bool control)
    {
        if (key.Key != ConsoleKey.Tab)
        {
            completer.Reset();
        }

        switch (key.Key)
        {
            case ConsoleKey.Backspace:
                buffer.Backspace();
                break;
            case ConsoleKey.Delete:
            case ConsoleKey.D when control:
                buffer.Delete();
                break;
            case ConsoleKey.LeftArrow:
                buffer.Move(-1);
                break;
            case ConsoleKey.RightArrow:
                buffer.Move(1);
                break;
            case ConsoleKey.Home:
            case ConsoleKey.A when control:
                buffer.Move(-buffer.Cursor);
                break;
            case ConsoleKey.End:
            case ConsoleKey.E when control:
                buffer.Move(buffer.Text.Length);
                break;
            case ConsoleKey.UpArrow:
                buffer.ReplaceAll(history.Previous(buffer.Text));
                break;
            case ConsoleKey.DownArrow:
                buffer.ReplaceAll(history.Next(buffer.Text));
                break;
            case ConsoleKey.Escape:
                buffer.ReplaceAll(string.Empty);
                break;
            case ConsoleKey.Tab:
                completer.Complete(buffer, forward: !key.Modifiers.HasFlag(ConsoleModifiers.Shift));
                break;
            default:
                if (!char.IsControl(key.KeyChar))
                {
                    buffer.Insert(key.KeyChar);
                }

                break;
        }
    }
}
