using System;
using System.IO;
using System.Xml;
using System.Xml.Linq;

namespace TuyaIot.Rpc;

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
            ReplyFields fields = new();
            foreach (XElement element in XElement.Load(reader).Elements())
            {
                fields.Take(element.Name.LocalName, element.HasElements ? null : element.Value);
            }

            return fields;
        }
        catch (XmlException)
        {
            return null;
        }
    }
}
