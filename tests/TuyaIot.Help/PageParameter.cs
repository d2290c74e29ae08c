using System;
using System.Collections.Generic;

namespace TuyaIot.Help;

/// <summary>A parameter: its text, and the facts of its yaml block under the names that they have there.</summary>
internal sealed record PageParameter(string Name, IReadOnlyList<string> Text, IReadOnlyDictionary<string, string> Facts)
{
    private const string EverySet = "(All)";

    public string Type => Fact("Type");

    public string Position => Fact("Position");

    public bool Required => bool.Parse(Fact("Required"));

    public string[] AcceptedValues => List("Accepted values");

    public string[] Aliases => List("Aliases");

    public bool IsIn(string set) => set.Length == 0 || Fact("Parameter Sets") == EverySet || Array.IndexOf(List("Parameter Sets"), set) >= 0;

    public string Fact(string name) =>
        Facts.TryGetValue(name, out string? value) ? value : throw new FormatException($"-{Name} does not say '{name}'.");

    private string[] List(string fact) =>
        Facts.GetValueOrDefault(fact, string.Empty).Split(", ", StringSplitOptions.RemoveEmptyEntries);
}
