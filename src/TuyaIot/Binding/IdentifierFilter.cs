using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using TuyaIot.Errors;

namespace TuyaIot.Binding;

/// <summary>Identifiers of the command line, some of which may have wildcards.</summary>
internal sealed class IdentifierFilter
{
    private readonly WildcardPattern[] _patterns;

    /// <param name="identifiers">The identifiers; null or none for all.</param>
    /// <exception cref="IotArgumentException">One of them holds a character that nobody sees, or is no pattern.</exception>
    public IdentifierFilter(string?[]? identifiers)
    {
        string[] given = [.. (identifiers ?? []).Where(static text => !string.IsNullOrWhiteSpace(text)).Select(static text => TextParser.Parse("Identifier", text))];
        HasWildcards = given.Any(WildcardPattern.ContainsWildcardCharacters);
        Exact = [.. given.Where(static text => !WildcardPattern.ContainsWildcardCharacters(text)).Distinct(StringComparer.Ordinal)];
        _patterns = [.. given.Where(WildcardPattern.ContainsWildcardCharacters).Select(static text => PatternParser.Parse("Identifier", text))];
    }

    /// <summary>Those without wildcards, each once.</summary>
    public IReadOnlyList<string> Exact { get; }

    public bool HasWildcards { get; }

    /// <summary>Whether all identifiers are wanted.</summary>
    public bool IsForAll => Exact.Count == 0 && !HasWildcards;

    public bool Includes(string? identifier) =>
        IsForAll || Exact.Contains(identifier, StringComparer.Ordinal) || _patterns.Any(pattern => pattern.IsMatch(identifier ?? string.Empty));
}
