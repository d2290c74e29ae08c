using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace TuyaIot.Help;

/// <summary>Reads the Markdown that the pages use.</summary>
internal static class MarkdownText
{
    private static readonly Regex Fence = new(@"^```(?<kind>\w*)\n(?<code>.*?)\n```$", RegexOptions.Multiline | RegexOptions.Singleline);
    private static readonly Regex Anchor = new(@"\[(?<text>[^\]]+)\]\((?<address>[^)]+)\)");

    /// <summary>The paragraphs outside of code blocks, each as one line without marks of inline code.</summary>
    public static IReadOnlyList<string> Paragraphs(string markdown) =>
    [
        .. Fence.Replace(markdown, string.Empty)
            .Split("\n\n", StringSplitOptions.RemoveEmptyEntries)
            .Select(static paragraph => string.Join(' ', paragraph.Split('\n', StringSplitOptions.RemoveEmptyEntries)).Replace("`", string.Empty, StringComparison.Ordinal).Trim())
            .Where(static paragraph => paragraph.Length > 0),
    ];

    /// <summary>The code blocks of one kind.</summary>
    public static IReadOnlyList<string> Blocks(string markdown, string kind) =>
        [.. Fence.Matches(markdown).Where(match => match.Groups["kind"].Value == kind).Select(static match => match.Groups["code"].Value)];

    public static IReadOnlyList<PageLink> Links(string markdown) =>
    [
        .. Anchor.Matches(markdown).Select(static match => new PageLink(match.Groups["text"].Value, match.Groups["address"].Value)),
    ];
}
