using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using System.Xml;

namespace TuyaIot.Reports.Page;

/// <summary>
/// Writes HTML that is XML too, so that nothing a journal says can be anything but text, and every element that is opened is closed.
/// </summary>
internal sealed class Html : IDisposable
{
    private static readonly HashSet<string> Void = ["meta", "br", "col"];

    private static readonly XmlWriterSettings Settings = new()
    {
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        OmitXmlDeclaration = true,
        NewLineChars = "\n",
        NewLineHandling = NewLineHandling.None,
    };

    private readonly XmlWriter _xml;

    public Html(Stream output) => _xml = XmlWriter.Create(output, Settings);

    public void Doctype() => _xml.WriteDocType("html", null, null, null);

    /// <summary>An element and what is in it.</summary>
    public void In(string element, string? style, Action content) => In(element, style is null ? [] : [("class", style)], content);

    /// <summary>An element with attributes and what is in it.</summary>
    public void In(string element, (string Name, string Value)[] attributes, Action content)
    {
        Start(element, attributes);
        content();
        if (Void.Contains(element))
        {
            _xml.WriteEndElement();
        }
        else
        {
            // A browser takes <script/> for a beginning.
            _xml.WriteFullEndElement();
        }
    }

    /// <summary>An element with a text.</summary>
    public void Text(string element, string text, params (string Name, string Value)[] attributes) =>
        In(element, attributes, () => Text(text));

    /// <summary>An element with nothing in it.</summary>
    public void Empty(string element, params (string Name, string Value)[] attributes) => In(element, attributes, static () => { });

    public void Text(string text) => _xml.WriteString(VisibleText.Of(text));

    /// <summary>A break between elements, for those who read the source.</summary>
    public void Line() => _xml.WriteRaw("\n");

    /// <summary>The module's own style or script. It has no character that would mean something else in XML.</summary>
    public void Own(string element, string content) => In(element, (string?)null, () => _xml.WriteRaw(content));

    public void Dispose() => _xml.Dispose();

    private void Start(string element, (string Name, string Value)[] attributes)
    {
        _xml.WriteStartElement(element);
        foreach ((string name, string value) in attributes)
        {
            _xml.WriteAttributeString(name, VisibleText.Of(value));
        }
    }
}
