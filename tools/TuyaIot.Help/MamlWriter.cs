using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace TuyaIot.Help;

/// <summary>Writes the XML that Get-Help reads for the cmdlets of an assembly.</summary>
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

    public static byte[] Write(IReadOnlyList<HelpEntry> entries)
    {
        XElement root = new(Help + "helpItems", new XAttribute("schema", "maml"), entries.Select(WriteCommand));
        using MemoryStream bytes = new();
        using (XmlWriter writer = XmlWriter.Create(bytes, Format))
        {
            new XDocument(root).Save(writer);
        }

        return [.. bytes.ToArray(), (byte)'\n'];
    }

    private static XElement WriteCommand(HelpEntry entry)
    {
        Page page = entry.Page;
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
            new XElement(Command + "syntax", entry.Cmdlet.Sets.Select(set => WriteSyntax(page, set))),
            new XElement(Command + "parameters", entry.Parameters.Select(static one => WriteParameter(one.Page, one.Facts))),
            new XElement(Command + "inputTypes", entry.Inputs.Select(static type => WriteType("inputType", type))),
            new XElement(Command + "returnValues", entry.Outputs.Select(static type => WriteType("returnValue", type))),
            new XElement(Maml + "alertSet", new XElement(Maml + "alert", Paragraphs(page.Notes))),
            new XElement(Command + "examples", page.Examples.Select(WriteExample)),
            // Get-Help -Online opens the first address.
            new XElement(Command + "relatedLinks", page.Links.Prepend(new PageLink("Online version:", entry.Cmdlet.OnlinePage.ToString())).Select(WriteLink)));
    }

    private static XElement WriteSyntax(Page page, SetFacts set) => new(
        Command + "syntaxItem",
        new XElement(Maml + "name", page.Name),
        set.Parameters.Select(parameter => WriteSyntaxParameter(parameter, page.Parameters.Single(prose => prose.Name == parameter.Facts.Name))));

    private static XElement WriteSyntaxParameter(SetParameter parameter, PageText prose)
    {
        ParameterFacts facts = parameter.Facts;
        XElement element = StartParameter(facts with { IsMandatory = parameter.IsMandatory, Position = parameter.Position }, prose);
        if (facts.AcceptedValues.Count > 0)
        {
            element.Add(new XElement(Command + "parameterValueGroup", facts.AcceptedValues.Select(WriteValue)));
        }

        if (facts.Type != nameof(SwitchParameter))
        {
            element.Add(WriteValue(facts.Type));
        }

        return EndParameter(element, facts, prose);
    }

    private static XElement WriteParameter(PageText prose, ParameterFacts facts)
    {
        XElement element = StartParameter(facts, prose);
        element.Add(WriteValue(facts.Type));
        return EndParameter(element, facts, prose);
    }

    private static XElement StartParameter(ParameterFacts facts, PageText prose) => new(
        Command + "parameter",
        new XAttribute("required", Word(facts.IsMandatory)),
        new XAttribute("variableLength", "true"),
        new XAttribute("globbing", Word(facts.AcceptsWildcards)),
        new XAttribute("pipelineInput", facts.PipelineInput),
        new XAttribute("position", facts.Position < 0 ? "named" : facts.Position.ToString(CultureInfo.InvariantCulture)),
        new XAttribute("aliases", facts.Aliases.Count == 0 ? "none" : string.Join(", ", facts.Aliases)),
        new XElement(Maml + "name", facts.Name),
        new XElement(Maml + "description", Paragraphs(prose.Text)));

    private static XElement EndParameter(XElement element, ParameterFacts facts, PageText prose)
    {
        element.Add(
            new XElement(Dev + "type", new XElement(Maml + "name", facts.Type), new XElement(Maml + "uri")),
            new XElement(Dev + "defaultValue", HelpEntry.Default(prose, facts)));
        return element;
    }

    private static XElement WriteValue(string value) =>
        new(Command + "parameterValue", new XAttribute("required", "true"), new XAttribute("variableLength", "false"), value);

    private static XElement WriteType(string element, PageText type) => new(
        Command + element,
        new XElement(Dev + "type", new XElement(Maml + "name", type.Name)),
        new XElement(Maml + "description", Paragraphs(type.Text)));

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
