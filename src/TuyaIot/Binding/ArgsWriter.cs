using System;
using System.Collections;
using System.Collections.Generic;
using System.Collections.Specialized;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Numerics;
using System.Text;
using TuyaIot.Api;
using TuyaIot.Errors;

namespace TuyaIot.Binding;

/// <summary>
/// Writes a hashtable or PSCustomObject as JSON. An ordered one keeps its order. No general serializer is used: one turns a ScriptBlock
/// into pages, a date into a guess and a wrapped value into a cycle. Here each is refused by its place and type.
/// </summary>
internal sealed class ArgsWriter
{
    private readonly string _parameter;
    private readonly object _args;
    private readonly StringBuilder _json = new();
    private readonly Stack<object> _containers = new();
    private readonly Stack<string> _path = new();

    private ArgsWriter(string parameter, object args)
    {
        _parameter = parameter;
        _args = args;
    }

    public static string Write(string parameter, object args)
    {
        ArgsWriter writer = new(parameter, args);
        writer.WriteValue(args);
        return writer._json.ToString();
    }

    private void WriteValue(object? wrapped)
    {
        object? value = PSValue.Unwrap(wrapped);
        switch (value)
        {
            case null or DBNull:
                _json.Append("null");
                break;
            case bool or SwitchParameter:
                _json.Append(LanguagePrimitives.IsTrue(value) ? "true" : "false");
                break;
            case string text:
                JsonText.AppendString(_json, text);
                break;
            case char c:
                JsonText.AppendString(_json, c.ToString());
                break;
            case double number when !double.IsNaN(number) && !double.IsInfinity(number):
                _json.Append(JsonText.WithDecimalPlace(number.ToString("R", CultureInfo.InvariantCulture)));
                break;
            case float number when !float.IsNaN(number) && !float.IsInfinity(number):
                _json.Append(JsonText.WithDecimalPlace(number.ToString("R", CultureInfo.InvariantCulture)));
                break;
            case sbyte or byte or short or ushort or int or uint or long or ulong or decimal or BigInteger:
                _json.Append(((IFormattable)value).ToString(null, CultureInfo.InvariantCulture));
                break;
            case IDictionary dictionary:
                WriteContainer(dictionary, () => WriteDictionary(dictionary));
                break;
            case PSObject custom:
                WriteContainer(custom, () => WriteCustomObject(custom));
                break;
            case IEnumerable items:
                WriteContainer(items, () => WriteItems(items));
                break;
            default:
                throw Refuse($"is a {value.GetType().Name}, which has no form in JSON; make a text or a number of it first");
        }
    }

    private void WriteContainer(object container, Action write)
    {
        foreach (object outer in _containers)
        {
            if (ReferenceEquals(outer, container))
            {
                throw Refuse("holds itself");
            }
        }

        if (_containers.Count == JsonObjectText.MaxDepth)
        {
            throw Refuse($"nests deeper than {JsonObjectText.MaxDepth}");
        }

        _containers.Push(container);
        write();
        _containers.Pop();
    }

    private void WriteDictionary(IDictionary dictionary)
    {
        _json.Append('{');
        bool first = true;
        IEnumerable<(string Name, object? Value)> members = dictionary.Keys.Cast<object>()
            .Select(key => (Convert.ToString(PSValue.Unwrap(key), CultureInfo.InvariantCulture)!, (object?)dictionary[key]));

        // A hashtable has another order in each process. In ordinal order the same words are the same command everywhere.
        foreach ((string name, object? value) in dictionary is IOrderedDictionary ? members : members.OrderBy(static member => member.Name, StringComparer.Ordinal))
        {
            WriteMember(ref first, name, value);
        }

        _json.Append('}');
    }

    private void WriteCustomObject(PSObject custom)
    {
        _json.Append('{');
        bool first = true;
        foreach (PSPropertyInfo property in custom.Properties)
        {
            WriteMember(ref first, property.Name, property.Value);
        }

        _json.Append('}');
    }

    private void WriteMember(ref bool first, string name, object? value)
    {
        Separate(ref first);
        JsonText.AppendString(_json, name);
        _json.Append(':');
        _path.Push(_path.Count == 0 ? name : "." + name);
        WriteValue(value);
        _path.Pop();
    }

    private void WriteItems(IEnumerable items)
    {
        _json.Append('[');
        bool first = true;
        int index = 0;
        foreach (object? item in items)
        {
            Separate(ref first);
            _path.Push($"[{index.ToString(CultureInfo.InvariantCulture)}]");
            WriteValue(item);
            _path.Pop();
            index++;
        }

        _json.Append(']');
    }

    private void Separate(ref bool first)
    {
        if (!first)
        {
            _json.Append(',');
        }

        first = false;
    }

    private IotArgumentException Refuse(string reason)
    {
        string[] path = _path.ToArray();
        Array.Reverse(path);
        string place = path.Length == 0 ? "it" : $"'{Shorten(string.Concat(path))}'";
        return JsonObjectText.Invalid(_args, $"{place} {reason}", _parameter);
    }

    private static string Shorten(string path) => path.Length > 80 ? path.Substring(0, 80) + "…" : path;
}
