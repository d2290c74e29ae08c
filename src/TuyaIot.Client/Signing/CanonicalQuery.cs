using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace TuyaIot.Signing;

/// <summary>
/// The canonicalized query of requests that differ in a few values only: what does not change is sorted and encoded once, and
/// a request is written front to back without a string or an object for any of its parameters. Sorted is by name, ordinal:
/// sorting joined name=value texts would put DeviceName.10 before DeviceName.1.
/// </summary>
internal sealed class CanonicalQuery
{
    private const int Nothing = -1;
    private const int Repeated = -2;

    /// <summary>Text, and what comes behind it: the n-th value that changes, the repeated values, or nothing.</summary>
    private readonly List<(EncodedText Text, int Behind)> _pieces = [];

    private readonly ListParameter? _repeated;

    /// <param name="constant">The parameters that do not change, in any order.</param>
    /// <param name="changing">The names of those that do.</param>
    /// <param name="repeated">The name of the repeated parameter; null where there is none. Something has to sort before it.</param>
    public CanonicalQuery(IEnumerable<RpcParameter> constant, IReadOnlyList<string> changing, ListParameter? repeated)
    {
        _repeated = repeated;
        List<(string Name, string Value, int Behind)> entries =
        [
            .. constant.Select(static parameter => (parameter.Name, parameter.Value, Nothing)),
            .. changing.Select(static (name, index) => (name, string.Empty, index)),
        ];
        if (repeated is not null)
        {
            entries.Add((repeated.SortKey, string.Empty, Repeated));
        }

        StringBuilder text = new();
        string separator = string.Empty;
        foreach ((string name, string value, int behind) in entries.OrderBy(static entry => entry.Name, StringComparer.Ordinal))
        {
            if (behind is not Repeated)
            {
                text.Append(separator).Append(PercentEncoding.Encode(name)).Append('=').Append(PercentEncoding.Encode(value));
                separator = "&";
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
    public void Write(SigningWriter query, ReadOnlySpan<string> changing, IReadOnlyList<string> repeated)
    {
        foreach ((EncodedText text, int behind) in _pieces)
        {
            query.Append(text);
            if (behind is Repeated)
            {
                WriteRepeated(query, repeated);
            }
            else if (behind is not Nothing)
            {
                query.Append(changing[behind]);
            }
        }
    }

    private void WriteRepeated(SigningWriter query, IReadOnlyList<string> values)
    {
        foreach (int number in ListParameter.SortedNumbers)
        {
            if (number <= values.Count)
            {
                query.Append(_repeated!.Before(number));
                query.Append(values[number - 1]);
            }
        }
    }

    private void Cut(StringBuilder text, int behind)
    {
        _pieces.Add((EncodedText.Of(text.ToString()), behind));
        text.Clear();
    }
}
