using System.Collections.Generic;

namespace TuyaIot.Help;

/// <summary>The help of one cmdlet. Texts are paragraphs without Markdown.</summary>
internal sealed record Page(
    string Name,
    IReadOnlyList<string> Synopsis,
    IReadOnlyList<PageSyntax> Syntax,
    IReadOnlyList<string> Description,
    IReadOnlyList<PageExample> Examples,
    IReadOnlyList<PageParameter> Parameters,
    IReadOnlyList<PageType> Inputs,
    IReadOnlyList<PageType> Outputs,
    IReadOnlyList<string> Notes,
    IReadOnlyList<PageLink> Links);

/// <summary>A way to call the cmdlet.</summary>
/// <param name="Set">The parameter set; empty where there is only one.</param>
/// <param name="Line">The call as one line.</param>
internal sealed record PageSyntax(string Set, string Line);

/// <summary>An example: what to type, what comes of it, what to know about it.</summary>
internal sealed record PageExample(string Title, string Code, string Output, IReadOnlyList<string> Remarks);

/// <summary>A type that goes in or comes out, and its meaning.</summary>
internal sealed record PageType(string Name, IReadOnlyList<string> Meaning);

/// <summary>Where to read on. A topic of this help has no address.</summary>
internal sealed record PageLink(string Text, string Address);
