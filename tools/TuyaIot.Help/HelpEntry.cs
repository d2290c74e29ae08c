using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Text.RegularExpressions;

namespace TuyaIot.Help;

/// <summary>The help of one cmdlet: prose from its page, facts from the assembly.</summary>
/// <param name="Page">The prose.</param>
/// <param name="Cmdlet">The facts.</param>
/// <param name="Types">Full names of all types that go into or come out of the module's cmdlets.</param>
internal sealed record HelpEntry(Page Page, CmdletFacts Cmdlet, IReadOnlyList<string> Types)
{
    private const string None = "None";

    private static readonly Regex DefaultSentence = new(@"\bDefault: (?<value>.+?)\.(?=\s|$)");

    /// <summary>Each parameter of the page, in its order, with its facts.</summary>
    public IEnumerable<(PageText Page, ParameterFacts Facts)> Parameters =>
        Page.Parameters.Select(prose => (prose, Cmdlet.Parameters.Single(facts => facts.Name == prose.Name)));

    public IEnumerable<PageText> Inputs => Page.Inputs.Select(type => type with { Name = Resolve(type.Name) ?? type.Name });

    public IEnumerable<PageText> Outputs => Page.Outputs.Select(type => type with { Name = Resolve(type.Name) ?? type.Name });

    /// <summary>Pairs pages with cmdlets. What one says and the other does not is an error, and so is a default that differs.</summary>
    /// <param name="pages">The pages.</param>
    /// <param name="cmdlets">The cmdlets.</param>
    /// <param name="common">Parameters of many cmdlets. A page describes one of them only where its cmdlet differs.</param>
    public static IReadOnlyList<HelpEntry> Join(IReadOnlyList<Page> pages, IReadOnlyList<CmdletFacts> cmdlets, IReadOnlyList<PageText> common)
    {
        List<string> errors =
        [
            .. Missing(cmdlets.Select(static cmdlet => cmdlet.Name), pages.Select(static page => page.Name), "{0} has no page en-US/{0}.md."),
            .. Missing(pages.Select(static page => page.Name), cmdlets.Select(static cmdlet => cmdlet.Name), "{0}.md is the page of no cmdlet."),
        ];
        string[] types = [.. cmdlets.SelectMany(static cmdlet => cmdlet.Inputs.Concat(cmdlet.Outputs)).Distinct()];
        HelpEntry[] entries =
        [
            .. pages.Join(cmdlets, static page => page.Name, static cmdlet => cmdlet.Name, (page, cmdlet) => new HelpEntry(WithCommon(page, cmdlet, common), cmdlet, types)),
        ];
        errors.AddRange(entries.SelectMany(static entry => entry.Errors().Select(error => $"{entry.Page.Name}.md: {error}")));
        return errors.Count == 0 ? entries : throw new FormatException(string.Join('\n', errors));
    }

    /// <summary>The default as the prose says it. Where it says none, a switch is False and any other parameter has None.</summary>
    public static string Default(PageText prose, ParameterFacts facts) => StatedDefault(prose) ?? facts.Default ?? None;

    private static string? StatedDefault(PageText prose) =>
        DefaultSentence.Match(string.Join(' ', prose.Text)) is { Success: true } match ? match.Groups["value"].Value : null;

    private static Page WithCommon(Page page, CmdletFacts cmdlet, IReadOnlyList<PageText> common) => page with
    {
        Parameters =
        [
            .. page.Parameters,
            .. common.Where(prose => cmdlet.Parameters.Any(facts => facts.Name == prose.Name) && page.Parameters.All(own => own.Name != prose.Name)),
        ],
    };

    private IEnumerable<string> Errors()
    {
        string[] described = [.. Page.Parameters.Select(static prose => prose.Name)];
        string[] existing = [.. Cmdlet.Parameters.Select(static facts => facts.Name)];
        string[] outputs = [.. Outputs.Select(static type => type.Name)];
        return
        [
            .. Missing(existing, described, "the parameter -{0} has no prose."),
            .. Missing(described, existing, "-{0} is no parameter of the cmdlet."),
            .. described.GroupBy(static name => name).Where(static names => names.Count() > 1).Select(static names => $"-{names.Key} is described twice."),
            .. Page.Parameters.Concat(Page.Inputs).Concat(Page.Outputs).Where(static prose => prose.Text.Count == 0).Select(static prose => $"{prose.Name} has no text."),
            .. Page.Parameters.SelectMany(DefaultErrors),
            .. Missing(Cmdlet.Inputs, Inputs.Select(static type => type.Name), "the input type {0} is not described."),
            .. Missing(Cmdlet.Outputs, outputs, "the output type {0} is not described."),
            .. Missing(outputs, [.. Cmdlet.Outputs, None], "{0} is no output type of the cmdlet."),
            .. Page.Inputs.Where(type => Resolve(type.Name) is null && type.Name != None).Select(static type => $"{type.Name} is no type."),
        ];
    }

    private IEnumerable<string> DefaultErrors(PageText prose)
    {
        if (Cmdlet.Parameters.FirstOrDefault(one => one.Name == prose.Name) is { Default: string value, Type: not nameof(SwitchParameter) }
            && !Regex.IsMatch(StatedDefault(prose) ?? string.Empty, $@"(?<![\w.]){Regex.Escape(value)}(?!\w)"))
        {
            yield return $"-{prose.Name} does not say 'Default: {value}.'";
        }
    }

    /// <summary>A page names a type of the module's cmdlets without its namespace, and any other with it.</summary>
    private string? Resolve(string name) => name.Contains('.', StringComparison.Ordinal)
        ? new PSTypeName(name).Type?.FullName
        : Types.FirstOrDefault(type => type.EndsWith($".{name}", StringComparison.Ordinal));

    private static IEnumerable<string> Missing(IEnumerable<string> wanted, IEnumerable<string> found, string message) =>
        wanted.Except(found).Select(name => string.Format(CultureInfo.InvariantCulture, message, name));
}
