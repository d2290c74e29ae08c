using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace TuyaIot.Help;

/// <summary>The little Markdown that the pages use, as text and as blocks of code.</summary>
internal static class MarkdownText
{
    private static readonly Regex Fence = new(@"^```(?<kind>\w*)\n(?<code>.*?)\n```$", RegexOptions.Multiline | RegexOptions.Singleline);
    private static readonly Regex Anchor = new(@"\[(?<text>[^\]]+)\]\((?<address>[^)]+)\)");

    /// <summary>The paragraphs, each a line, without what stands in blocks of code.</summary>
    public static IReadOnlyList<string> Paragraphs(string markdown) =>
    [
        .. Fence.Replace(markdown, string.Empty)
            .Split("\n\n", StringSplitOptions.RemoveEmptyEntries)
            .Select(static paragraph => string.Join(' ', paragraph.Split('\n', StringSplitOptions.RemoveEmptyEntries)).Trim())
            .Where(static paragraph => paragraph.Length > 0),
    ];

    /// <summary>The blocks of code of one kind; those without a kind are of the empty one.</summary>
    public static IReadOnlyList<string> Blocks(string markdown, string kind) =>
        [.. Fence.Matches(markdown).Where(match => match.Groups["kind"].Value == kind).Select(static match => match.Groups["code"].Value)];

    public static string Block(string markdown, string kind) => Blocks(markdown, kind) is [string only]
        ? only
        : throw new FormatException($"One block of code ({kind}) should stand here, and no other: {markdown}");

    public static IReadOnlyList<PageLink> Links(string markdown) =>
    [
        .. Anchor.Matches(markdown).Select(static match => new PageLink(match.Groups["text"].Value, match.Groups["address"].Value)),
    ];
}
