using System;
using System.Collections.Generic;
using System.IO;
using System.Text.RegularExpressions;

namespace TuyaIot.Reports.Html;

/// <summary>What a template is filled with: text, markup, a condition, rows, or an action that writes.</summary>
internal sealed class Slots : Dictionary<string, object?>
{
    public Slots()
        : base(StringComparer.Ordinal)
    {
    }
}

/// <summary>
/// Fills an HTML template. <c>{{name}}</c> is a text, which is escaped, or markup. <c>{{#name}}…{{/name}}</c> is left out where its
/// slot is false, empty or null, and is repeated for each of its rows.
/// </summary>
internal static class Template
{
    private static readonly Regex Tag = new(@"\{\{(?<block>#?)(?<name>[A-Za-z]+)\}\}", RegexOptions.CultureInvariant);

    public static void Write(TextWriter output, string template, params Slots[] slots)
    {
        int position = 0;
        for (Match tag = Tag.Match(template); tag.Success; tag = Tag.Match(template, position))
        {
            Copy(output, template, position, tag.Index);
            position = tag.Index + tag.Length;
            string name = tag.Groups["name"].Value;
            object? value = Find(slots, name);
            if (tag.Groups["block"].Length == 0)
            {
                WriteValue(output, name, value);
                continue;
            }

            string end = "{{/" + name + "}}";
            int blockEnd = template.IndexOf(end, position, StringComparison.Ordinal);
            WriteBlock(output, template.Substring(position, blockEnd - position), value, slots);
            position = blockEnd + end.Length;
        }

        Copy(output, template, position, template.Length);
    }

    private static void Copy(TextWriter output, string template, int start, int end)
    {
        for (int i = start; i < end; i++)
        {
            output.Write(template[i]);
        }
    }

    /// <summary>A row's own slot comes before one of the page.</summary>
    private static object? Find(Slots[] slots, string name)
    {
        foreach (Slots candidate in slots)
        {
            if (candidate.TryGetValue(name, out object? value))
            {
                return value;
            }
        }

        throw new KeyNotFoundException($"The template names the slot '{name}', which has no value.");
    }

    private static void WriteValue(TextWriter output, string name, object? value)
    {
        switch (value)
        {
            case null:
                break;
            case string text:
                output.Write(Markup.Escape(text));
                break;
            case Markup markup:
                output.Write(markup);
                break;
            case Action<TextWriter> write:
                write(output);
                break;
            default:
                throw new InvalidOperationException($"The slot '{name}' cannot be written as a value.");
        }
    }

    private static void WriteBlock(TextWriter output, string block, object? value, Slots[] slots)
    {
        if (value is IEnumerable<Slots> rows)
        {
            foreach (Slots row in rows)
            {
                Write(output, block, [row, .. slots]);
            }
        }
        else if (value is not (null or false or ""))
        {
            Write(output, block, slots);
        }
    }
}
