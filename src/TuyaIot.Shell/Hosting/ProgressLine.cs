using System;
using System.Globalization;
using System.Management.Automation;

namespace TuyaIot.Shell.Hosting;

/// <summary>
/// The latest progress record on the terminal's last line. It goes out through the standard error, so that no output that a
/// user keeps has it in it, and it is gone before the next line is written.
/// </summary>
internal sealed class ProgressLine
{
    private const string EraseLine = "\r\u001b[K";

    private string _shown = string.Empty;

    internal void Update(ProgressRecord record)
    {
        if (!Terminal.CanShowProgress)
        {
            return;
        }

        if (record.RecordType == ProgressRecordType.Completed)
        {
            Clear();
            return;
        }

        string line = Fit(Describe(record), Console.WindowWidth - 1);
        if (string.Equals(line, _shown, StringComparison.Ordinal))
        {
            return;
        }

        Console.Error.Write(EraseLine + line);
        _shown = line;
    }

    internal void Clear()
    {
        if (_shown.Length > 0)
        {
            Console.Error.Write(EraseLine);
            _shown = string.Empty;
        }
    }

    private static string Describe(ProgressRecord record)
    {
        string text = record.Activity;
        if (record.PercentComplete >= 0)
        {
            text += string.Create(CultureInfo.InvariantCulture, $" [{record.PercentComplete} %]");
        }

        text += ": " + record.StatusDescription;
        if (!string.IsNullOrEmpty(record.CurrentOperation))
        {
            text += " - " + record.CurrentOperation;
        }

        return record.SecondsRemaining >= 0
            ? text + string.Create(CultureInfo.InvariantCulture, $" ({TimeSpan.FromSeconds(record.SecondsRemaining):c} left)")
            : text;
    }

    private static string Fit(string text, int cells)
    {
        int length = 0;
        int used = 0;
        while (length < text.Length && used + CellWidth.Of(text[length]) <= cells)
        {
            used += CellWidth.Of(text[length]);
            length++;
        }

        return text[..length].ReplaceLineEndings(" ");
    }
}
