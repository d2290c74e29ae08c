using System.Collections.Generic;

namespace TuyaIot.Shell.Prompting;

/// <summary>The lines typed before, walked with the arrow keys; the line that was left for them waits at the end.</summary>
internal sealed class LineHistory
{
    private readonly List<string> _lines = [];
    private string _unfinished = string.Empty;
    private int _position;

    internal void Begin() => _position = _lines.Count;

    internal void Add(string line)
    {
        if (!string.IsNullOrWhiteSpace(line) && (_lines.Count == 0 || _lines[^1] != line))
        {
            _lines.Add(line);
        }
    }

    internal string Previous(string current)
    {
        if (_position == _lines.Count)
        {
            _unfinished = current;
        }

        if (_position == 0)
        {
            return current;
        }

        _position--;
        return _lines[_position];
    }

    internal string Next(string current)
    {
        if (_position == _lines.Count)
        {
            return current;
        }

        _position++;
        return _position == _lines.Count ? _unfinished : _lines[_position];
    }
}
