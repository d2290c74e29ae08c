using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using TuyaIot.Tests.Support;

namespace TuyaIot.Tests.Help;

/// <summary>The ErrorIds in the source of the module, found by the forms in which it writes them.</summary>
internal static class SourceErrorIds
{
    /// <summary>Where an error is made: the id is the first argument.</summary>
    private static readonly Regex Maker = new(
        @"(?:IotError\.Create|new (?:Iot)?(?:Argument|Journal|MessageStream)Exception|(?:IotArgument|Journal)Exception \w+\([^)]*\) => new)\(\s*(?<id>[^,\s]+),");

    /// <summary>The causes of an outcome, each with the id that stands for it.</summary>
    private static readonly Regex Cause = new(@"=> \(\s*(?<id>""\w+""),\s*ErrorCategory\.");

    /// <summary>Helpers that are handed the id, or the name that follows Invalid in it.</summary>
    private static readonly Regex Required = new(@"Require\([^;]*settings\.[^;]*(?<id>""No\w+"")\);");
    private static readonly Regex Ranged = new(@"Range\(settings\.[^;]*""(?<id>\w+)""\);");
    private static readonly Regex Visible = new(@"RequireVisible\(settings\.[^;]*""(?<id>\w+)""\);");
    private static readonly Regex Texts = new(@"(?:Text|Args|Pattern)Parser\.Parse\(nameof\((?<id>\w+)\)");
    private static readonly Regex Named = new(@"const string ErrorId = (?<id>""\w+"");");

    /// <summary>The two kinds of endpoints.</summary>
    private static readonly Regex Endpoint = new(@"Form \w+ = new\([^;]*?(?<id>""Invalid\w+""),");

    /// <summary>Before the cmdlets are loaded, the module's script makes the record.</summary>
    private static readonly Regex Script = new(@"\[Management\.Automation\.ErrorRecord\]::new\([^;]*?'(?<id>\w+)'");

    /// <summary>IotError makes every record, so that each has a way out; elsewhere there is none of these.</summary>
    private static readonly Regex Bare = new(@"new ErrorRecord\(exception, (?<id>exception\.ErrorId)|(?<id>new ErrorRecord\([^;]*)");

    /// <summary>Ids that a maker is handed, and that the other forms find.</summary>
    private static readonly string[] HandedOn = ["errorId", "ErrorId", "exception.ErrorId", "form.ErrorId", "$\"Invalid{name}\"", "$\"Invalid{parameter}\""];

    private static readonly string Text = string.Concat(
        new[] { "TuyaIot", "TuyaIot.Client" }
            .SelectMany(static project => Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", project), "*.cs", SearchOption.AllDirectories))
            .Where(static path => !path.Split(Path.DirectorySeparatorChar).Contains("obj"))
            .Append(Path.Combine(Repository.Root, "TuyaIot.psm1"))
            .Select(File.ReadAllText));

    internal static IReadOnlyList<string> All { get; } =
    [
        .. Ids(Maker).Concat(Ids(Cause)).Concat(Ids(Required)).Concat(Ids(Named)).Concat(Ids(Endpoint)).Where(IsLiteral).Select(static id => id.Trim('"'))
            .Concat(Ids(Ranged).Concat(Ids(Visible)).Concat(Ids(Texts)).Select(static name => $"Invalid{name}"))
            .Concat(Ids(Script))
            .Distinct()
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>What stands where an id should and is none that this class understands.</summary>
    internal static IReadOnlyList<string> NotUnderstood { get; } =
        [.. Ids(Maker).Concat(Ids(Bare)).Where(static id => !IsLiteral(id) && !HandedOn.Contains(id))];

    private static IEnumerable<string> Ids(Regex form) => form.Matches(Text).Select(static match => match.Groups["id"].Value);

    private static bool IsLiteral(string id) => id.StartsWith('"');
}
