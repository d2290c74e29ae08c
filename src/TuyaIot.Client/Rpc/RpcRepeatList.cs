using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace TuyaIot.Rpc;

/// <summary>A repeated parameter, Name.1 to Name.N, numbered without a gap.</summary>
/// <param name="Name">The name without its number.</param>
/// <param name="Values">At most 100 of them.</param>
internal readonly record struct RpcRepeatList(string Name, IReadOnlyList<string> Values)
{
    /// <summary>The most values that any action of the API takes.</summary>
    public const int Most = 100;

    /// <summary>The numbers 1 to 100 as a signature sorts them: 1, 10, 100, 11, … What is left of it below N is the order for N.</summary>
    public static IReadOnlyList<int> SortedNumbers { get; } =
        [.. Enumerable.Range(1, Most).OrderBy(number => number.ToString(CultureInfo.InvariantCulture), StringComparer.Ordinal)];

    /// <summary>What stands between the name and the value: number and equals sign, by number.</summary>
    public static IReadOnlyList<byte[]> NumberBytes { get; } =
        [.. Enumerable.Range(0, Most + 1).Select(number => Encoding.ASCII.GetBytes(number.ToString(CultureInfo.InvariantCulture) + "="))];

    public IEnumerable<RpcParameter> ToParameters()
    {
        string name = Name;
        return Values.Select((value, index) => new RpcParameter($"{name}.{(index + 1).ToString(CultureInfo.InvariantCulture)}", value));
    }
}
