using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace TuyaIot.Simulator.Json;

/// <summary>Writes values as JSON, escaping no more than JSON demands.</summary>
internal static class JsonText
{
    internal static string Write(object? value)
    {
        StringBuilder text = new();
        Write(text, value);
        return text.ToString();
    }

    private static void Write(StringBuilder text, object? value)
    {
        switch (value)
        {
            case null:
                text.Append("null");
                break;
            case string s:
                WriteString(text, s);
                break;
            case bool b:
                text.Append(b ? "true" : "false");
                break;
            case JsonObject members:
                WriteObject(text, members);
                break;
            case List<object?> items:
                WriteArray(text, items);
                break;
            default:
                text.Append(value);
                break;
        }
    }

    private static void WriteObject(StringBuilder text, JsonObject members)
    {
        char separator = '{';
        foreach (KeyValuePair<string, object?> member in members)
        {
            text.Append(separator);
            WriteString(text, member.Key);
            text.Append(':');
            Write(text, member.Value);
            separator = ',';
        }

        text.Append(separator == '{' ? "{}" : "}");
    }

    private static void WriteArray(StringBuilder text, List<object?> items)
    {
        text.Append('[');
        for (int i = 0; i < items.Count; i++)
        {
            text.Append(i == 0 ? "" : ",");
            Write(text, items[i]);
        }

        text.Append(']');
    }

    private static void WriteString(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (char c in value)
        {
            switch (c)
            {
                case '"' or '\\':
                    text.Append('\\').Append(c);
                    break;
                case < ' ':
                    text.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
                    break;
                default:
                    text.Append(c);
                    break;
            }
        }

        text.Append('"');
    }
}
