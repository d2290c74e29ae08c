using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Xunit;

namespace TuyaIot.Conventions.Tests;

/// <summary>
/// What neither the build nor dotnet format whitespace looks at. dotnet format style does, but compiles everything again to do so.
/// </summary>
public sealed partial class FormatTests
{
    private const string FrameworkNames = "Boolean|Byte|SByte|Char|Decimal|Double|Single|Int16|Int32|Int64|UInt16|UInt32|UInt64|Object|String";

    private static readonly IReadOnlyList<(string Path, string Text)> Files =
    [
        .. new[] { "src", "tests", "tools" }
            .SelectMany(static folder => Directory.EnumerateFiles(Path.Combine(SourceTree.Repository, folder), "*.cs", SearchOption.AllDirectories))
            .Select(static file => Path.GetRelativePath(SourceTree.Repository, file).Replace('\\', '/'))
            .Where(static path => !path.Split('/').Any(static part => part is "obj" or "bin"))
            .Select(static path => (path, File.ReadAllText(Path.Combine(SourceTree.Repository, path)).ReplaceLineEndings("\n"))),
    ];

    /// <summary>Those of System first, then by the parts of their names.</summary>
    [Fact]
    public void Namespaces_that_are_used_are_in_order() => Found.None(
        Files.Where(static file => !IsInOrder(file.Text)).Select(static file => file.Path), "The using directives of these files are not in order");

    [Fact]
    public void A_built_in_type_goes_by_its_keyword() => Found.None(
        Files.SelectMany(static file => FrameworkName().Matches(Code(file.Text)).Select(match => $"{file.Path}: {match.Value}")),
        "C# has a keyword for these types");

    [Theory]
    [InlineData("using System.Text;\nusing System;\n", false)]
    [InlineData("using A;\nusing System;\n", false)]
    [InlineData("using System;\nusing System.Text;\nusing A;\nusing A.B;\nusing A1;\nusing static A;\n", true)]
    public void An_order_is_recognized(string text, bool expected) => Assert.Equal(expected, IsInOrder(text));

    [Theory]
    [InlineData("String name = String.Empty;", 2)]
    [InlineData("List<Int32> list = new Dictionary<Char, Object>();", 3)]
    [InlineData("(Boolean)value; typeof(Byte); Int64? x; Double[] y;", 4)]
    [InlineData("string s = \"String is\"; // String is\n\"\"\"\nObject x\n\"\"\"; JsonValueKind.String; nameof(ListForm.Object); ReadInt32();", 0)]
    public void A_name_of_the_framework_is_recognized(string text, int expected) => Assert.Equal(expected, FrameworkName().Count(Code(text)));

    private static bool IsInOrder(string text)
    {
        string[] names = [.. UsingLine().Matches(text).Select(static match => match.Groups["name"].Value)];
        return names.SequenceEqual(
            names.OrderBy(static name => name.Split('.')[0] != nameof(System)).ThenBy(static name => name.Replace('.', '\0'), StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>The text without comments and literals.</summary>
    private static string Code(string text) => NoCode().Replace(text, "\"\"");

    [GeneratedRegex(@"^using (?<name>[\w.]+);", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex UsingLine();

    [GeneratedRegex("""
        //.*|/\*[\s\S]*?\*/|("{3,})[\s\S]*?\1(?!")|[$]?@[$]?"(?:[^"]|"")*"|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)+'
        """)]
    private static partial Regex NoCode();

    /// <summary>A name that is not a part of another one, and stands where a type does. A member of an enum does not.</summary>
    [GeneratedRegex($@"(?<![\w.@])(?:{FrameworkNames})(?=[.?\[<>)]|\s+\w)|(?<=[<(])(?:{FrameworkNames})(?=,)")]
    private static partial Regex FrameworkName();
}
