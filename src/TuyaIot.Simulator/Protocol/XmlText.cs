using System.Collections.Generic;
using System.Linq;
using System.Security;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml;

namespace TuyaIot.Simulator.Protocol;

/// <summary>Writes the body of a reply as XML. As in the API, an array becomes its element repeated.</summary>
internal static class XmlText
{
    internal static string Write(string root, JsonObject body)
    {
        StringBuilder text = new("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
        WriteElement(text, XmlConvert.EncodeLocalName(root), body);
        return text.ToString();
    }

    private static void WriteElement(StringBuilder text, string name, JsonNode? value)
    {
        if (value is JsonArray items)
        {
            foreach (JsonNode? item in items)
            {
                WriteElement(text, name, item);
            }

            return;
        }

        text.Append('<').Append(name).Append('>');
        switch (value)
        {
            case JsonObject members:
                foreach (KeyValuePair<string, JsonNode?> member in members)
                {
                    WriteElement(text, member.Key, member.Value);
                }

                break;
            case JsonValue scalar:
                text.Append(scalar.GetValueKind() == JsonValueKind.String ? Escape(scalar.GetValue<string>()) : scalar.ToJsonString());
                break;
        }

        text.Append("</").Append(name).Append('>');
    }

    /// <summary>XML has no way to write most control characters.</summary>
    private static string? Escape(string text) => SecurityElement.Escape(
        text.All(XmlConvert.IsXmlChar) ? text : new string([.. text.Select(static c => XmlConvert.IsXmlChar(c) || char.IsSurrogate(c) ? c : '?')]));
}
