using System;
using System.Globalization;
using System.Linq;

namespace TuyaIot.Signing;

/// <summary>
/// A long list, Name.1 to Name.N. The text before each value is encoded once for all requests. Other lists are sent as single
/// parameters.
/// </summary>
internal sealed class ListParameter(string name)
{
    /// <summary>The most values that any action of the API takes.</summary>
    public const int MaxCount = 100;

    private static readonly int[] Sorted = [.. Enumerable.Range(1, MaxCount).OrderBy(Text, StringComparer.Ordinal)];

    private readonly EncodedText[] _prefixes =
        [.. Enumerable.Range(1, MaxCount).Select(number => EncodedText.From($"&{PercentEncoding.Encode(name)}.{Text(number)}="))];

    /// <summary>The numbers 1 to 100 in the order of a signature: 1, 10, 100, 11, … Those up to N are in the order for N.</summary>
    public static ReadOnlySpan<int> SortedNumbers => Sorted;

    /// <summary>Sorts as all of the list's names do.</summary>
    public string SortKey { get; } = $"{name}.";

    /// <summary>The text of the query before a value.</summary>
    public EncodedText Prefix(int number) => _prefixes[number - 1];

    /// <summary>The whole name of a value.</summary>
    public string Name(int number) => $"{name}.{Text(number)}";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
