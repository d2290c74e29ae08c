using System;
using System.IO;
using System.Text;
using System.Xml;

namespace TuyaIot.Replies;

/// <summary>Reads the fields of an XML reply: the root's children, whatever the root is called.</summary>
internal static class XmlReply
{
    private static readonly XmlReaderSettings Settings = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };

    /// <returns>Whether the body is well-formed XML.</returns>
    public static bool Read(ReplyBody body, Action<string, string> take)
    {
        try
        {
            using XmlReader reader = Open(body);
            Read(reader, take);
            return true;
        }
        catch (XmlException)
        {
            return false;
        }
    }

    /// <summary>XML may name its own encoding, which holds as long as it is still in that one.</summary>
    private static XmlReader Open(ReplyBody body)
    {
        byte[] text = body.Text.ToArray();
        return body.IsTranscoded
            ? XmlReader.Create(new StringReader(Encoding.UTF8.GetString(text)), Settings)
            : XmlReader.Create(new MemoryStream(text, writable: false), Settings);
    }

    /// <summary>
    /// Node by node: a tree of XElement takes time that grows with the square of its depth, minutes for a hostile megabyte.
    /// </summary>
    private static void Read(XmlReader reader, Action<string, string> take)
    {
        StringBuilder value = new();
        string? name = null;
        while (reader.Read())
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    // An element that holds others is no field.
                    name = reader.Depth == 1 && !reader.IsEmptyElement ? reader.LocalName : null;
                    value.Clear();
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA:
                    value.Append(reader.Value);
                    break;
                case XmlNodeType.EndElement when name is not null:
                    take(name, value.ToString());
                    name = null;
                    break;
            }
        }
    }
}
