using System;
using System.Collections.Generic;
using System.Text;

namespace TuyaIot.Simulator.Json;

/// <summary>A strict reader of RFC 8259 text that refuses repeated names and depth beyond 64, and says where it stopped.</summary>
internal sealed class JsonReader
{
    private const int MaxDepth = 64;

    private readonly string _text;
    private int _at;
    private int _depth;

    private JsonReader(string text) => _text = text;

    /// <exception cref="FormatException">The text is not one JSON value.</exception>
    internal static object? Read(string text)
    {
        JsonReader reader = new(text);
        object? value = reader.ReadValue();
        return reader.Peek() == '\0' && reader._at == text.Length ? value : throw reader.Unexpected();
    }

    private object? ReadValue() => Peek() switch
    {
        '{' => ReadObject(),
        '[' => ReadArray(),
        '"' => ReadString(),
        't' => ReadWord("true", true),
        'f' => ReadWord("false", false),
        'n' => ReadWord("null", null),
        _ => ReadNumber(),
    };

    private JsonObject ReadObject()
    {
        JsonObject members = [];
        HashSet<string> names = new(StringComparer.Ordinal);
        Enter();
        if (!TryTake('}'))
        {
            do
            {
                string name = Peek() == '"' ? ReadString() : throw Unexpected();
                if (!names.Add(name))
                {
                    throw Error($"the name '{name}' stands twice");
                }

                Take(':');
                members[name] = ReadValue();
            }
            while (TryTake(','));
            Take('}');
        }

        _depth--;
        return members;
    }

    private List<object?> ReadArray()
    {
        List<object?> items = [];
        Enter();
        if (!TryTake(']'))
        {
            do
            {
                items.Add(ReadValue());
            }
            while (TryTake(','));
            Take(']');
        }

        _depth--;
        return items;
    }

    private string ReadString()
    {
        StringBuilder value = new();
        _at++;
        while (true)
        {
            char c = Next();
            switch (c)
            {
                case '"':
                    return value.ToString();
                case '\\':
                    value.Append(ReadEscape());
                    break;
                case < ' ':
                    throw Error("a control character stands in a string");
                default:
                    value.Append(c);
                    break;
            }
        }
    }

    private char ReadEscape()
    {
        switch (Next())
        {
            case '"': return '"';
            case '\\': return '\\';
            case '/': return '/';
            case 'b': return '\b';
            case 'f': return '\f';
            case 'n': return '\n';
            case 'r': return '\r';
            case 't': return '\t';
            case 'u': return (char)((Hex() << 12) | (Hex() << 8) | (Hex() << 4) | Hex());
            default:
                throw Error("an escape is not one of JSON's");
        }
    }

    private int Hex() => Next() switch
    {
        char c and >= '0' and <= '9' => c - '0',
        char c and >= 'a' and <= 'f' => c - 'a' + 10,
        char c and >= 'A' and <= 'F' => c - 'A' + 10,
        _ => throw Error("an escape is not one of JSON's"),
    };

    private object? ReadWord(string word, object? value)
    {
        if (string.CompareOrdinal(_text, _at, word, 0, word.Length) != 0)
        {
            throw Unexpected();
        }

        _at += word.Length;
        return value;
    }

    private JsonNumber ReadNumber()
    {
        int start = _at;
        Skip('-');
        if (!Skip('0'))
        {
            Digits();
        }

        if (Skip('.'))
        {
            Digits();
        }

        if (Skip('e') || Skip('E'))
        {
            _ = Skip('+') || Skip('-');
            Digits();
        }

        return new JsonNumber(_text.Substring(start, _at - start));
    }

    private void Digits()
    {
        int start = _at;
        while (_at < _text.Length && _text[_at] is >= '0' and <= '9')
        {
            _at++;
        }

        if (_at == start)
        {
            throw Unexpected();
        }
    }

    private bool Skip(char c)
    {
        bool found = _at < _text.Length && _text[_at] == c;
        _at += found ? 1 : 0;
        return found;
    }

    private char Peek()
    {
        while (_at < _text.Length && _text[_at] is ' ' or '\t' or '\r' or '\n')
        {
            _at++;
        }

        return _at < _text.Length ? _text[_at] : '\0';
    }

    private char Next() => _at < _text.Length ? _text[_at++] : throw Error("the text ends too early");

    private void Take(char c)
    {
        if (!TryTake(c))
        {
            throw Unexpected();
        }
    }

    private bool TryTake(char c) => Peek() == c && Skip(c);

    private void Enter()
    {
        _at++;
        if (++_depth > MaxDepth)
        {
            throw Error("it is nested deeper than 64");
        }
    }

    private FormatException Unexpected() =>
        Error(_at < _text.Length ? $"'{_text[_at]}' was not expected" : "the text ends too early");

    private FormatException Error(string what)
    {
        string before = _text.Substring(0, Math.Min(_at, _text.Length));
        int line = before.Split('\n').Length;
        int column = before.Length - before.LastIndexOf('\n');
        return new FormatException(FormattableString.Invariant($"This is not JSON: {what} at line {line}, column {column}."));
    }
}
