using System;

namespace TuyaIot.Shell.Prompting;

/// <summary>The line being typed, and where in it the next character goes.</summary>
internal sealed class LineBuffer
{
    internal string Text { get; private set; } = string.Empty;

    internal int Cursor { get; private set; }

    internal void Insert(char character)
    {
        Text = Text.Insert(Cursor, character.ToString());
        Cursor++;
    }

    internal void Replace(string text, int cursor)
    {
        Text = text;
        Cursor = cursor;
    }

    internal void ReplaceAll(string text) => Replace(text, text.Length);

    internal void Move(int by) => Cursor = Math.Clamp(Cursor + by, 0, Text.Length);

    internal void Delete()
    {
        if (Cursor < Text.Length)
        {
            Text = Text.Remove(Cursor, 1);
        }
    }

    internal void Backspace()
    {
        if (Cursor > 0)
        {
            Move(-1);
            Delete();
        }
    }
}
