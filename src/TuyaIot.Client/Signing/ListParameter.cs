using System;
using System.Globalization;
using System.Linq;

namespace TuyaIot.Signing;

/// <summary>
/// A long list, Name.1 to Name.N. The text before each value is encoded once for all requests. Other lists are sent as single
/// parameters.
/// </summary>
internal sealed class ListParameter
{
    /// <summary>The most values that any action of the API takes.</summary>
    public const int MaxCount = 100;

    private static readonly int[] Sorted = [.. Enumerable.Range(1, MaxCount).OrderBy(Text, StringComparer.Ordinal)];

    private readonly string[] _names;
    private readonly EncodedText[] _prefixes;

    public ListParameter(string name)
        : this($"{name}.", [.. Enumerable.Range(1, MaxCount).Select(number => $"{name}.{Text(number)}")])
    {
    }

    private ListParameter(string sortKey, string[] names)
    {
        SortKey = sortKey;
        _names = names;
        _prefixes = [.. names.Select(static name => EncodedText.From($"&{PercentEncoding.Encode(name)}="))];
    }

    /// <summary>The numbers 1 to 100 in the order of a signature: 1, 10, 100, 11, … Those up to N are in the order for N.</summary>
    public static ReadOnlySpan<int> SortedNumbers => Sorted;

    /// <summary>A list of one value, whose name has no number.</summary>
    public static ListParameter CreateSingle(string name) => new(name, [name]);

    /// <summary>Sorts as all of the list's names do.</summary>
    public string SortKey { get; }

    /// <summary>The text of the query before a value.</summary>
    public EncodedText Prefix(int number) => _prefixes[number - 1];

    /// <summary>The whole name of a value.</summary>
    public string Name(int number) => _names[number - 1];

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
