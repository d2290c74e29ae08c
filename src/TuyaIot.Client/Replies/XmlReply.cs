using System;
using System.IO;
using System.Text;
using System.Xml;

namespace TuyaIot.Replies;

/// <summary>Reads the fields of an XML reply: the root's children, whatever the root is called.</summary>
internal static class XmlReply
{
    private static readonly XmlReaderSettings Settings = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };

    public static ReplyFields? Read(ReadOnlyMemory<byte> text)
    {
        try
        {
            using MemoryStream stream = new(text.ToArray(), writable: false);
            using XmlReader reader = XmlReader.Create(stream, Settings);
            return Read(reader);
        }
        catch (XmlException)
        {
            return null;
        }
    }

    /// <summary>
    /// Node by node: a tree of XElement takes time that grows with the square of its depth, minutes for a hostile megabyte.
    /// </summary>
    private static ReplyFields Read(XmlReader reader)
    {
        ReplyFields fields = new();
        StringBuilder value = new();
        string? name = null;
        while (reader.Read())
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    // An element that holds others is no field.
                    name = reader is { Depth: 1, IsEmptyElement: false } ? reader.LocalName : null;
                    value.Clear();
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA:
                    value.Append(reader.Value);
                    break;
                case XmlNodeType.EndElement when name is not null:
                    fields.Take(name, value.ToString());
                    name = null;
                    break;
            }
        }

        return fields;
    }
}
