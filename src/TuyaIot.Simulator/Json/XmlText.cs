using System.Collections.Generic;
using System.Linq;
using System.Security;
using System.Text;
using System.Xml;

namespace TuyaIot.Simulator.Json;

/// <summary>Writes the same values as XML, the way this API does: a list is its name repeated.</summary>
internal static class XmlText
{
    internal static string Write(string root, JsonObject value)
    {
        StringBuilder text = new("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
        WriteElement(text, XmlConvert.EncodeLocalName(root), value);
        return text.ToString();
    }

    private static void WriteElement(StringBuilder text, string name, object? value)
    {
        if (value is List<object?> items)
        {
            items.ForEach(item => WriteElement(text, name, item));
            return;
        }

        text.Append('<').Append(name).Append('>');
        if (value is JsonObject members)
        {
            foreach (KeyValuePair<string, object?> member in members)
            {
                WriteElement(text, member.Key, member.Value);
            }
        }
        else
        {
            text.Append(value is string s ? SecurityElement.Escape(Printable(s)) : JsonText.Write(value));
        }

        text.Append("</").Append(name).Append('>');
    }

    /// <summary>XML has no way to write most control characters.</summary>
    private static string Printable(string text) =>
        text.All(XmlConvert.IsXmlChar) ? text : new string([.. text.Select(static c => XmlConvert.IsXmlChar(c) || char.IsSurrogate(c) ? c : '?')]);
}
