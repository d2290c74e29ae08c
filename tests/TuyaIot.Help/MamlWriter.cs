using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace TuyaIot.Help;

/// <summary>Writes pages as the XML that Get-Help reads for cmdlets of an assembly.</summary>
internal static class MamlWriter
{
    private static readonly XNamespace Help = "http://msh";
    private static readonly XNamespace Maml = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace Command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace Dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    private static readonly XmlWriterSettings Format = new()
    {
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        Indent = true,
        NewLineChars = "\n",
    };

    public static byte[] Write(IReadOnlyList<Page> pages)
    {
        XElement root = new(Help + "helpItems", new XAttribute("schema", "maml"), pages.Select(WritePage));
        using MemoryStream bytes = new();
        using (XmlWriter writer = XmlWriter.Create(bytes, Format))
        {
            new XDocument(root).Save(writer);
        }

        return [.. bytes.ToArray(), (byte)'\n'];
    }

    private static XElement WritePage(Page page)
    {
        string[] name = page.Name.Split('-', 2);
        return new XElement(
            Command + "command",
            new XAttribute(XNamespace.Xmlns + "maml", Maml),
            new XAttribute(XNamespace.Xmlns + "command", Command),
            new XAttribute(XNamespace.Xmlns + "dev", Dev),
            new XElement(
                Command + "details",
                new XElement(Command + "name", page.Name),
                new XElement(Command + "verb", name[0]),
                new XElement(Command + "noun", name[1]),
                new XElement(Maml + "description", Paragraphs(page.Synopsis))),
            new XElement(Maml + "description", Paragraphs(page.Description)),
            new XElement(Command + "syntax", page.Syntax.Select(syntax => WriteSyntax(page, syntax.Set))),
            new XElement(Command + "parameters", page.Parameters.Select(parameter => WriteParameter(parameter, withValues: false))),
            new XElement(Command + "inputTypes", page.Inputs.Select(type => WriteType("inputType", type))),
            new XElement(Command + "returnValues", page.Outputs.Select(type => WriteType("returnValue", type))),
            new XElement(Maml + "alertSet", new XElement(Maml + "alert", Paragraphs(page.Notes))),
            new XElement(Command + "examples", page.Examples.Select(WriteExample)),
            new XElement(Command + "relatedLinks", page.Links.Select(WriteLink)));
    }

    /// <summary>In the order in which the engine shows a syntax: by position, then what must be given, then the rest.</summary>
    private static XElement WriteSyntax(Page page, string set) => new(
        Command + "syntaxItem",
        new XElement(Maml + "name", page.Name),
        page.Parameters
            .Where(parameter => parameter.IsIn(set))
            .OrderBy(static parameter => int.TryParse(parameter.Position, CultureInfo.InvariantCulture, out int position) ? position : int.MaxValue)
            .ThenByDescending(static parameter => parameter.Required)
            .Select(static parameter => WriteParameter(parameter, withValues: true)));

    private static XElement WriteParameter(PageParameter parameter, bool withValues)
    {
        XElement element = new(
            Command + "parameter",
            new XAttribute("required", Word(parameter.Required)),
            new XAttribute("variableLength", "true"),
            new XAttribute("globbing", Word(bool.Parse(parameter.Fact("Accept wildcard characters")))),
            new XAttribute("pipelineInput", parameter.Fact("Accept pipeline input")),
            new XAttribute("position", parameter.Position.ToLowerInvariant()),
            new XAttribute("aliases", parameter.Aliases.Length == 0 ? "none" : string.Join(", ", parameter.Aliases)),
            new XElement(Maml + "name", parameter.Name),
            new XElement(Maml + "description", Paragraphs(parameter.Text)));
        if (withValues && parameter.AcceptedValues.Length > 0)
        {
            element.Add(new XElement(
                Command + "parameterValueGroup",
                parameter.AcceptedValues.Select(static value => WriteValue(value))));
        }

        if (!withValues || parameter.Type != "SwitchParameter")
        {
            element.Add(WriteValue(parameter.Type));
        }

        element.Add(
            new XElement(Dev + "type", new XElement(Maml + "name", parameter.Type), new XElement(Maml + "uri")),
            new XElement(Dev + "defaultValue", parameter.Fact("Default value")));
        return element;
    }

    private static XElement WriteValue(string value) =>
        new(Command + "parameterValue", new XAttribute("required", "true"), new XAttribute("variableLength", "false"), value);

    private static XElement WriteType(string element, PageType type) => new(
        Command + element,
        new XElement(Dev + "type", new XElement(Maml + "name", type.Name)),
        new XElement(Maml + "description", Paragraphs(type.Meaning)));

    private static XElement WriteExample(PageExample example) => new(
        Command + "example",
        new XElement(Maml + "title", $"--------- {example.Title} ---------"),
        new XElement(Dev + "code", example.Output.Length == 0 ? example.Code : $"{example.Code}\n\n{example.Output}"),
        // The empty one keeps the next example's title from sticking to this one.
        new XElement(Dev + "remarks", Paragraphs([.. example.Remarks, string.Empty])));

    private static XElement WriteLink(PageLink link) => new(
        Maml + "navigationLink",
        new XElement(Maml + "linkText", link.Text),
        new XElement(Maml + "uri", link.Address));

    private static IEnumerable<XElement> Paragraphs(IReadOnlyList<string> text) => text.Select(static paragraph => new XElement(Maml + "para", paragraph));

    private static string Word(bool value) => value ? "true" : "false";
}
