using System;
using System.Collections.Generic;
using System.Linq;

namespace TuyaIot.Rpc;

/// <summary>
/// The canonicalized query of requests that differ in a few values only: what does not change is sorted and encoded once, and
/// a request is written front to back without a string or an object for any of its parameters. Sorted is by name, ordinal:
/// sorting joined name=value texts would put DeviceName.10 before DeviceName.1.
/// </summary>
internal sealed class CanonicalQuery
{
    private const int Nothing = -1;
    private const int Repeated = -2;

    /// <summary>Encoded text, and what comes behind it: the n-th value that changes, the repeated values, or nothing.</summary>
    private readonly List<(byte[] Text, int Behind)> _pieces = [];
    private readonly byte[] _repeatedName = [];

    /// <param name="constant">The parameters that do not change, in any order.</param>
    /// <param name="changing">The names of those that do.</param>
    /// <param name="repeatedName">The name of the repeated parameter; null where there is none.</param>
    public CanonicalQuery(IEnumerable<RpcParameter> constant, IReadOnlyList<string> changing, string? repeatedName)
    {
        List<(string Name, string Value, int Behind)> entries =
        [
            .. constant.Select(static parameter => (parameter.Name, parameter.Value, Nothing)),
            .. changing.Select(static (name, index) => (name, string.Empty, index)),
        ];
        if (repeatedName is not null)
        {
            _repeatedName = Encode($"{repeatedName}.");
            entries.Add(($"{repeatedName}.", string.Empty, Repeated));
        }

        using PooledBuffer text = new(256);
        foreach ((string name, string value, int behind) in entries.OrderBy(static entry => entry.Name, StringComparer.Ordinal))
        {
            if (behind is not Repeated)
            {
                text.Append((byte)'&');
                PercentEncoding.Append(text, name);
                text.Append((byte)'=');
                PercentEncoding.Append(text, value);
            }

            if (behind is not Nothing)
            {
                Cut(text, behind);
            }
        }

        Cut(text, Nothing);
    }

    /// <param name="query">Where it is written.</param>
    /// <param name="changing">The values that change, in the order of their names.</param>
    /// <param name="repeated">The repeated values.</param>
    public void Append(PooledBuffer query, ReadOnlySpan<string> changing, IReadOnlyList<string> repeated)
    {
        int start = query.Length;
        foreach ((byte[] text, int behind) in _pieces)
        {
            query.Append(text);
            if (behind is Repeated)
            {
                AppendRepeated(query, repeated);
            }
            else if (behind is not Nothing)
            {
                PercentEncoding.Append(query, changing[behind]);
            }
        }

        // Each parameter was written behind an ampersand, the first one too.
        query.Remove(start, Math.Min(1, query.Length - start));
    }

    private static byte[] Encode(string text)
    {
        using PooledBuffer encoded = new(text.Length);
        PercentEncoding.Append(encoded, text);
        return encoded.Written.AsSpan().ToArray();
    }

    private void AppendRepeated(PooledBuffer query, IReadOnlyList<string> values)
    {
        foreach (int number in RpcRepeatList.SortedNumbers)
        {
            if (number <= values.Count)
            {
                query.Append((byte)'&');
                query.Append(_repeatedName);
                query.Append(RpcRepeatList.NumberBytes[number]);
                PercentEncoding.Append(query, values[number - 1]);
            }
        }
    }

    private void Cut(PooledBuffer text, int behind)
    {
        _pieces.Add((text.Written.AsSpan().ToArray(), behind));
        text.Clear();
    }
}
