using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace TuyaIot.Signing;

/// <summary>
/// The canonicalized query of requests that differ in a few values only. The constant parameters are sorted and encoded once. A
/// request is then written front to back, without a string or an object for any of its parameters. Parameters are sorted by name,
/// ordinal: sorting joined name=value texts would put DeviceName.10 before DeviceName.1.
/// </summary>
internal sealed class CanonicalQuery
{
    private const int Nothing = -1;
    private const int List = -2;

    /// <summary>A text and its follower: the n-th value that changes, the values of the list, or nothing.</summary>
    private readonly List<(EncodedText Text, int Follower)> _pieces = [];

    private readonly ListParameter? _list;

    /// <param name="constant">The parameters that do not change, in any order.</param>
    /// <param name="changing">The names of those that do.</param>
    /// <param name="list">The list that changes; null for none. At least one other parameter sorts before it.</param>
    public CanonicalQuery(IEnumerable<RpcParameter> constant, IReadOnlyList<string> changing, ListParameter? list)
    {
        _list = list;
        List<(string Name, string Value, int Follower)> entries =
        [
            .. constant.Select(static parameter => (parameter.Name, parameter.Value, Nothing)),
            .. changing.Select(static (name, index) => (name, string.Empty, index)),
        ];
        if (list is not null)
        {
            entries.Add((list.SortKey, string.Empty, List));
        }

        StringBuilder text = new();
        string separator = string.Empty;
        foreach ((string name, string value, int follower) in entries.OrderBy(static entry => entry.Name, StringComparer.Ordinal))
        {
            if (follower is not List)
            {
                text.Append(separator).Append(PercentEncoding.Encode(name)).Append('=').Append(PercentEncoding.Encode(value));
                separator = "&";
            }

            if (follower is not Nothing)
            {
                Cut(text, follower);
            }
        }

        Cut(text, Nothing);
    }

    /// <param name="query">Receives the query.</param>
    /// <param name="changing">The values that change, in the order of their names.</param>
    /// <param name="list">The values of the list.</param>
    public void Write(SigningWriter query, ReadOnlySpan<string> changing, IReadOnlyList<string> list)
    {
        foreach ((EncodedText text, int follower) in _pieces)
        {
            query.Append(text);
            if (follower is List)
            {
                WriteList(query, list);
            }
            else if (follower is not Nothing)
            {
                query.Append(changing[follower]);
            }
        }
    }

    private void WriteList(SigningWriter query, IReadOnlyList<string> values)
    {
        foreach (int number in ListParameter.SortedNumbers)
        {
            if (number <= values.Count)
            {
                query.Append(_list!.Prefix(number));
                query.Append(values[number - 1]);
            }
        }
    }

    private void Cut(StringBuilder text, int follower)
    {
        _pieces.Add((EncodedText.From(text.ToString()), follower));
        text.Clear();
    }
}
