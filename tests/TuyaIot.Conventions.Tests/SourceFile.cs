using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace TuyaIot.Conventions.Tests;

/// <summary>A file of code below src.</summary>
/// <param name="Path">Its path below src, with forward slashes.</param>
/// <param name="Text">What is in it.</param>
internal sealed partial record SourceFile(string Path, string Text)
{
    /// <summary>Its folder below src, such as TuyaIot.Client/Signing.</summary>
    public string Folder { get; } = System.IO.Path.GetDirectoryName(Path)!.Replace('\\', '/');

    /// <summary>Its project, which is the name of its assembly too.</summary>
    public string Project { get; } = Path[..Path.IndexOf('/')];

    public string Namespace { get; } = NamespaceLine().Match(Text).Groups["name"].Value;

    /// <summary>The types that it declares, without those inside of them. The code's format has each at the start of a line.</summary>
    public IReadOnlyList<(string Name, bool IsPublic)> Types { get; } =
        [.. TypeLine().Matches(Text).Select(static match => (match.Groups["name"].Value, match.Value.StartsWith("public ", StringComparison.Ordinal)))];

    public override string ToString() => Path;

    [GeneratedRegex(@"^namespace (?<name>[\w.]+);", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex NamespaceLine();

    [GeneratedRegex(
        @"^(?:(?:public|internal|file|sealed|abstract|static|partial|readonly|ref|unsafe) )*(?:class|interface|enum|struct|record struct|record class|record|delegate [\w<>?\[\]]+) (?<name>\w+)",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex TypeLine();
}
