using System;
using System.Collections;
using System.Collections.Generic;
using System.Collections.Specialized;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Internal;
using System.Numerics;
using System.Text;
using System.Text.Json.Nodes;

namespace TuyaIot.Fuzz.Tests.Targets;

/// <summary>
/// Makes the objects that a user can pass out of bytes: a byte for the kind of each value, then what the kind needs. Any bytes make
/// something, and it has no more values than there are bytes.
/// </summary>
internal sealed class ArgsGraph
{
    private const int MaxDepth = 200;

    private readonly byte[] _bytes;
    private readonly List<object> _containers = [];
    private int _position;
    private int _depth;

    private ArgsGraph(byte[] bytes, int position) => (_bytes, _position) = (bytes, position);

    public static object? Create(byte[] bytes, int position) => new ArgsGraph(bytes, position).CreateValue();

    private object? CreateValue()
    {
        byte kind = Next();
        if (kind >= Kinds.Containers && _depth >= MaxDepth)
        {
            return null;
        }

        _depth++;
        object? value = kind switch
        {
            0 => null,
            1 => DBNull.Value,
            2 => AutomationNull.Value,
            3 => true,
            4 => new SwitchParameter(Next() % 2 == 0),
            5 => (int)NextNumber(),
            6 => NextNumber(),
            7 => (ulong)NextNumber(),
            8 => BitConverter.Int64BitsToDouble(NextNumber()),
            9 => BitConverter.Int32BitsToSingle((int)NextNumber()),
            10 => new decimal((int)NextNumber(), (int)NextNumber(), Next(), Next() % 2 == 0, (byte)(Next() % 29)),
            11 => BigInteger.Pow(NextNumber(), Next() % 32),
            12 => (char)(NextNumber() & 0xFFFF),
            13 => NextText(),
            14 => (double)(sbyte)Next(),
            15 => Next(),
            16 => (sbyte)Next(),
            17 => Guid.Empty,
            18 => new DateTime(NextNumber() & 0x2000_0000_0000_0000, DateTimeKind.Utc),
            19 => ScriptBlockText,
            20 => new Uri("https://gateway.example/"),
            21 => DayOfWeek.Friday,
            22 => new Version(1, 2),
            23 => TimeSpan.FromSeconds(1),
            24 => "{\"a\":1}",
            >= Kinds.Containers => CreateContainer(kind),
            _ => (int)kind,
        };
        _depth--;
        return value;
    }

    private object? CreateContainer(byte kind)
    {
        int count = Next() % 8;
        switch ((kind - Kinds.Containers) % 13)
        {
            case 0:
                return Fill(new Hashtable(), count);
            case 1:
                return Fill(new OrderedDictionary(), count);
            case 2:
                return Fill(new Dictionary<string, object?>(), count);
            case 3:
                PSObject custom = new();
                _containers.Add(custom);
                for (int i = 0; i < count; i++)
                {
                    string name = NextName();
                    custom.Properties.Remove(name);
                    custom.Properties.Add(new PSNoteProperty(name, CreateValue()));
                }

                return custom;
            case 4:
                object?[] array = new object?[count];
                _containers.Add(array);
                for (int i = 0; i < count; i++)
                {
                    array[i] = CreateValue();
                }

                return array;
            case 5:
                List<object?> list = [];
                _containers.Add(list);
                list.AddRange(Enumerable.Range(0, count).Select(_ => CreateValue()));
                return list;
            case 6:
                return PSObject.AsPSObject(CreateValue() ?? "");
            case 7:
                return _containers.Count == 0 ? null : _containers[Next() % _containers.Count];
            case 8:
                return CreateNode();
            case 9:
                return NextBytes(count);
            case 10:
                return new ArrayList { CreateValue() };
            case 11:
                return Fill(new SortedList(), count);
            default:
                return Enumerable.Range(0, count).Select(static i => (object)i);
        }
    }

    private IDictionary Fill(IDictionary dictionary, int count)
    {
        _containers.Add(dictionary);
        for (int i = 0; i < count; i++)
        {
            object key = (Next() % 8) switch
            {
                0 when dictionary is Hashtable or OrderedDictionary => (object)(int)Next(),
                1 when dictionary is Hashtable or OrderedDictionary => PSObject.AsPSObject(NextName()),
                _ => NextName(),
            };
            object? value = CreateValue();
            if (!dictionary.Contains(key))
            {
                dictionary.Add(key, value);
            }
        }

        return dictionary;
    }

    private JsonNode? CreateNode()
    {
        if (++_depth > MaxDepth)
        {
            _depth--;
            return null;
        }

        byte kind = Next();
        JsonNode? node = (kind % 10) switch
        {
            0 => JsonValue.Create(NextText()),
            1 => JsonValue.Create(NextNumber()),
            2 => JsonValue.Create(BitConverter.Int64BitsToDouble(NextNumber())),
            3 => JsonValue.Create(Guid.Empty),
            4 => null,
            5 => JsonValue.Create(TimeSpan.Zero),
            6 => new JsonArray([.. Enumerable.Range(0, Next() % 4).Select(_ => CreateNode())]),
            _ => CreateObject(),
        };
        _depth--;
        return node;
    }

    private JsonObject CreateObject()
    {
        JsonObject json = [];
        int count = Next() % 4;
        for (int i = 0; i < count; i++)
        {
            json[NextName()] = CreateNode();
        }

        return json;
    }

    private byte Next() => _position < _bytes.Length ? _bytes[_position++] : (byte)0;

    private long NextNumber()
    {
        Span<byte> number = stackalloc byte[8];
        for (int i = 0; i < 8; i++)
        {
            number[i] = Next();
        }

        return BitConverter.ToInt64(number);
    }

    private byte[] NextBytes(int count)
    {
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++)
        {
            bytes[i] = Next();
        }

        return bytes;
    }

    /// <summary>Most are short and plain; some hold any UTF-16 unit.</summary>
    private string NextText()
    {
        int length = Next();
        StringBuilder text = new();
        for (int i = 0; i < length && _position < _bytes.Length; i++)
        {
            byte unit = Next();
            text.Append(unit < 0xD8 ? (char)unit : (char)((unit << 8) | Next()));
        }

        return text.ToString();
    }

    private string NextName() => Next() % 4 == 0 && NextText() is { Length: > 0 } text ? text : string.Create(CultureInfo.InvariantCulture, $"param{Next() % 10}");

    /// <summary>A script block, which needs no runspace until it runs.</summary>
    private static ScriptBlock ScriptBlockText => ScriptBlock.Create("1");

    private static class Kinds
    {
        /// <summary>From here on a kind holds others. More than half of all bytes do.</summary>
        public const byte Containers = 100;
    }
}
