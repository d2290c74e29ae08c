using System;
using System.Globalization;
using System.Linq;

namespace TuyaIot.Signing;

/// <summary>The name of a repeated parameter, Name.1 to Name.N, with what each request writes of it, encoded once for all.</summary>
internal sealed class ListParameter(string name)
{
    /// <summary>The most values that any action of the API takes.</summary>
    public const int Most = 100;

    /// <summary>The numbers 1 to 100 as a signature sorts them: 1, 10, 100, 11, … What is left of it below N is the order for N.</summary>
    public static ReadOnlySpan<int> SortedNumbers => Sorted;

    private static readonly int[] Sorted = [.. Enumerable.Range(1, Most).OrderBy(Text, StringComparer.Ordinal)];

    private readonly EncodedText[] _before =
        [.. Enumerable.Range(1, Most).Select(number => EncodedText.Of($"&{PercentEncoding.Encode(name)}.{Text(number)}="))];

    /// <summary>What sorts as all of them do.</summary>
    public string SortKey { get; } = $"{name}.";

    /// <summary>What stands in the query before a value.</summary>
    public EncodedText Before(int number) => _before[number - 1];

    /// <summary>The whole name of a value.</summary>
    public string Of(int number) => $"{name}.{Text(number)}";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
