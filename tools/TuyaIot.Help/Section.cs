using System;
using System.Collections.Generic;

namespace TuyaIot.Help;

/// <summary>A heading of a page and the text below it.</summary>
internal sealed record Section(string Title, string Body)
{
    /// <summary>The sections of one level. Text before the first heading is left out; a heading in a code block is code.</summary>
    public static IReadOnlyList<Section> Split(string text, string marker)
    {
        List<(string Title, List<string> Lines)> sections = [];
        bool isCode = false;
        foreach (string line in text.Split('\n'))
        {
            isCode ^= line.StartsWith("```", StringComparison.Ordinal);
            if (!isCode && line.StartsWith(marker, StringComparison.Ordinal))
            {
                sections.Add((line[marker.Length..].Trim(), []));
            }
            else if (sections.Count > 0)
            {
                sections[^1].Lines.Add(line);
            }
        }

        return sections.ConvertAll(static section => new Section(section.Title, string.Join('\n', section.Lines).Trim('\n')));
    }
}
