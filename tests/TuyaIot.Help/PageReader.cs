using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace TuyaIot.Help;

/// <summary>Reads the pages, which have the form of platyPS, so that its users and its tools know their way.</summary>
internal static class PageReader
{
    private const string CommonParameters = "CommonParameters";

    /// <summary>Every page of a folder, by name.</summary>
    public static IReadOnlyList<Page> ReadAll(string folder) =>
    [
        .. Directory.EnumerateFiles(folder, "*.md")
            .Order(StringComparer.Ordinal)
            .Select(static path => Read(Path.GetFileNameWithoutExtension(path), File.ReadAllText(path).ReplaceLineEndings("\n"))),
    ];

    private static Page Read(string name, string text)
    {
        IReadOnlyList<Section> sections = Section.Split(text, "## ");
        return new Page(
            name,
            Paragraphs("SYNOPSIS"),
            ReadSyntax(Body("SYNTAX")),
            Paragraphs("DESCRIPTION"),
            [.. Section.Split(Body("EXAMPLES"), "### ").Select(ReadExample)],
            [.. Section.Split(Body("PARAMETERS"), "### ").Where(static section => section.Title != CommonParameters).Select(ReadParameter)],
            ReadTypes(Body("INPUTS")),
            ReadTypes(Body("OUTPUTS")),
            Paragraphs("NOTES"),
            [.. MarkdownText.Links(Body("RELATED LINKS")).Select(WithoutFile)]);

        string Body(string title) => sections.SingleOrDefault(section => section.Title == title)?.Body
            ?? throw new FormatException($"{name}.md has no section {title}, or has it twice.");

        IReadOnlyList<string> Paragraphs(string title) => MarkdownText.Paragraphs(Body(title));
    }

    private static IReadOnlyList<PageSyntax> ReadSyntax(string markdown)
    {
        IReadOnlyList<Section> sets = Section.Split(markdown, "### ");
        return sets.Count == 0
            ? [new PageSyntax(string.Empty, Line(markdown))]
            : [.. sets.Select(static set => new PageSyntax(set.Title, Line(set.Body)))];
    }

    private static string Line(string markdown) =>
        string.Join(' ', MarkdownText.Block(markdown, string.Empty).Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries));

    private static PageExample ReadExample(Section section) => new(
        section.Title,
        string.Join("\n\n", MarkdownText.Blocks(section.Body, "powershell")),
        string.Join("\n\n", MarkdownText.Blocks(section.Body, "Output")),
        MarkdownText.Paragraphs(section.Body));

    private static PageParameter ReadParameter(Section section)
    {
        IEnumerable<string[]> facts = MarkdownText.Block(section.Body, "yaml")
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(static line => line.Split(':', 2));
        return new PageParameter(
            section.Title.TrimStart('-'),
            MarkdownText.Paragraphs(section.Body),
            facts.ToDictionary(static fact => fact[0], static fact => fact[1].Trim(), StringComparer.Ordinal));
    }

    private static IReadOnlyList<PageType> ReadTypes(string markdown) =>
        [.. Section.Split(markdown, "### ").Select(static section => new PageType(section.Title, MarkdownText.Paragraphs(section.Body)))];

    /// <summary>A page or topic beside this one is found by its name in a shell; its file is for readers of the folder.</summary>
    private static PageLink WithoutFile(PageLink link) =>
        Uri.IsWellFormedUriString(link.Address, UriKind.Absolute) ? link : link with { Address = string.Empty };
}
