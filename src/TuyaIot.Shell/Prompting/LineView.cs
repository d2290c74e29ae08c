using System;
using TuyaIot.Shell.Hosting;

namespace TuyaIot.Shell.Prompting;

/// <summary>Draws the line being typed from where the prompt ended, over as many rows as it needs.</summary>
internal sealed class LineView
{
    private readonly int _left;
    private int _top;
    private int _drawn;

    internal LineView() => (_left, _top) = Console.GetCursorPosition();

    internal void Draw(LineBuffer buffer)
    {
        int cells = CellWidth.Of(buffer.Text);
        // One blank more than the line before: a cursor behind the last column is in no row until something is written there.
        string blanks = new(' ', Math.Max(0, _drawn - cells) + 1);
        Place(0);
        Console.Out.Write(buffer.Text + blanks);

        int lastRow = _top + ((_left + cells + blanks.Length - 1) / Console.BufferWidth);
        int scrolled = Math.Max(0, lastRow - (Console.BufferHeight - 1));
        _top -= scrolled;
        _drawn = cells;
        Place(CellWidth.Of(buffer.Text[..buffer.Cursor]));
    }

    /// <summary>Leaves the line as it stands and goes on below it.</summary>
    internal void End()
    {
        Place(_drawn);
        Console.Out.WriteLine();
    }

    private void Place(int cell)
    {
        (int row, int column) = Math.DivRem(_left + cell, Console.BufferWidth);
        Console.SetCursorPosition(column, Math.Clamp(_top + row, 0, Console.BufferHeight - 1));
    }
}
