using System.Collections.Generic;

namespace TuyaIot.Help;

/// <summary>The prose of one cmdlet's help. Texts are paragraphs without Markdown.</summary>
internal sealed record Page(
    string Name,
    IReadOnlyList<string> Synopsis,
    IReadOnlyList<string> Description,
    IReadOnlyList<PageExample> Examples,
    IReadOnlyList<PageText> Parameters,
    IReadOnlyList<PageText> Inputs,
    IReadOnlyList<PageText> Outputs,
    IReadOnlyList<string> Notes,
    IReadOnlyList<PageLink> Links);

/// <summary>What a page says about a parameter or a type.</summary>
internal sealed record PageText(string Name, IReadOnlyList<string> Text);

/// <summary>An example: the commands, their output, and remarks.</summary>
internal sealed record PageExample(string Title, string Code, string Output, IReadOnlyList<string> Remarks);

/// <summary>A link. A topic of this help has no address.</summary>
internal sealed record PageLink(string Text, string Address);
