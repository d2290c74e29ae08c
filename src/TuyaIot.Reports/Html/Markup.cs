using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Xml;

namespace TuyaIot.Reports.Html;

/// <summary>HTML that is written as it is. All text in it has been escaped, so that a journal cannot add an element or an attribute.</summary>
internal sealed class Markup
{
    private const char Replacement = '\uFFFD';

    private readonly string _html;

    private Markup(string html) => _html = html;

    public static Markup Empty { get; } = new(string.Empty);

    /// <summary>The project's own style or script, which must not be escaped.</summary>
    public static Markup Trusted(string html) => new(html);

    public static Markup Text(string text) => new(Escape(text));

    /// <summary>An element with attributes and content. It has an end tag always: a browser takes an empty script element for a start tag.</summary>
    public static Markup Element(string name, (string Name, string Value)[] attributes, params Markup[] content)
    {
        StringBuilder html = new("<" + name);
        foreach ((string attribute, string value) in attributes)
        {
            html.Append(' ').Append(attribute).Append("=\"").Append(Escape(value)).Append('"');
        }

        return new Markup(html.Append('>').Append(Join(content)).Append("</").Append(name).Append('>').ToString());
    }

    public static Markup Join(IEnumerable<Markup> parts) => new(string.Concat(parts.Select(static part => part._html)));

    /// <summary>Text that can stand between tags and in an attribute, and that is visible in full.</summary>
    public static string Escape(string text)
    {
        StringBuilder html = new(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            _ = text[i] switch
            {
                '&' => html.Append("&amp;"),
                '<' => html.Append("&lt;"),
                '>' => html.Append("&gt;"),
                '"' => html.Append("&quot;"),
                '\'' => html.Append("&#39;"),
                char character when char.IsSurrogate(character) => AppendSurrogate(html, text, ref i),
                char character => AppendVisible(html, text, i, character),
            };
        }

        return html.ToString();
    }

    /// <summary>Whether the text is shown as it is.</summary>
    public static bool IsVisible(string text) => System.Net.WebUtility.HtmlDecode(Escape(text)) == text;

    /// <summary>A message can be as long as a reply. A character of two parts is not cut in half.</summary>
    public static string Shorten(string text, int max) =>
        text.Length <= max ? text : text.Substring(0, char.IsHighSurrogate(text[max - 1]) ? max - 1 : max) + "…";

    public override string ToString() => _html;

    private static StringBuilder AppendSurrogate(StringBuilder html, string text, ref int i)
    {
        if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
        {
            return html.Append(Replacement);
        }

        i++;
        return AppendVisible(html, text, i - 1, text[i - 1], text[i]);
    }

    /// <summary>A control character becomes a sign. A format character, which would hide or turn the text around it, becomes its number.</summary>
    private static StringBuilder AppendVisible(StringBuilder html, string text, int i, params char[] characters) =>
        CharUnicodeInfo.GetUnicodeCategory(text, i) switch
        {
            UnicodeCategory.Control => html.Append(Replacement),
            UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator =>
                html.Append("[U+").Append(char.ConvertToUtf32(text, i).ToString("X4", CultureInfo.InvariantCulture)).Append(']'),
            _ when characters.Length == 1 && !XmlConvert.IsXmlChar(characters[0]) => html.Append(Replacement),
            _ => html.Append(characters),
        };
}
