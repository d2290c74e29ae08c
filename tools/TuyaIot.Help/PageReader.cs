using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace TuyaIot.Help;

/// <summary>Reads the pages. They hold prose only: syntax and facts come from the assembly.</summary>
internal static class PageReader
{
    private static readonly string[] Titles =
        ["SYNOPSIS", "DESCRIPTION", "EXAMPLES", "PARAMETERS", "INPUTS", "OUTPUTS", "NOTES", "RELATED LINKS"];

    /// <summary>Every page of a folder, by name.</summary>
    public static IReadOnlyList<Page> ReadAll(string folder) =>
    [
        .. Directory.EnumerateFiles(folder, "*.md")
            .Order(StringComparer.Ordinal)
            .Select(static path => Read(Path.GetFileNameWithoutExtension(path), File.ReadAllText(path).ReplaceLineEndings("\n"))),
    ];

    /// <summary>The parameters that many cmdlets have, described once.</summary>
    public static IReadOnlyList<PageText> ReadCommonParameters(string folder) =>
        ReadTexts(File.ReadAllText(Path.Combine(folder, "common", "parameters.md")).ReplaceLineEndings("\n"));

    internal static Page Read(string name, string text)
    {
        IReadOnlyList<Section> sections = Section.Split(text, "## ");
        if (!text.StartsWith($"# {name}\n", StringComparison.Ordinal) || !sections.Select(static section => section.Title).SequenceEqual(Titles))
        {
            throw new FormatException($"{name}.md has not the heading '# {name}' and the sections {string.Join(", ", Titles)}, in this order.");
        }

        return new Page(
            name,
            Paragraphs("SYNOPSIS"),
            Paragraphs("DESCRIPTION"),
            [.. Section.Split(Body("EXAMPLES"), "### ").Select(ReadExample)],
            ReadTexts(Body("PARAMETERS")),
            ReadTexts(Body("INPUTS")),
            ReadTexts(Body("OUTPUTS")),
            Paragraphs("NOTES"),
            [.. MarkdownText.Links(Body("RELATED LINKS")).Select(WithoutFile)]);

        string Body(string title) => sections.Single(section => section.Title == title).Body;

        IReadOnlyList<string> Paragraphs(string title) => MarkdownText.Paragraphs(Body(title));
    }

    private static IReadOnlyList<PageText> ReadTexts(string body) =>
        [.. Section.Split(body, "### ").Select(static one => new PageText(one.Title.TrimStart('-'), MarkdownText.Paragraphs(one.Body)))];

    private static PageExample ReadExample(Section section) => new(
        section.Title,
        string.Join("\n\n", MarkdownText.Blocks(section.Body, "powershell")),
        string.Join("\n\n", MarkdownText.Blocks(section.Body, "Output")),
        MarkdownText.Paragraphs(section.Body));

    /// <summary>Get-Help finds a page or topic of this help by its name. Its file is for readers of the folder.</summary>
    private static PageLink WithoutFile(PageLink link) =>
        Uri.IsWellFormedUriString(link.Address, UriKind.Absolute) ? link : link with { Address = string.Empty };
}
