using System.Collections.Generic;
using System.Linq;

namespace TuyaIot.Signing;

/// <summary>
/// What all requests of one call share, prepared once: the constant parameters are sorted, encoded and measured. A request fills in
/// the values of its list.
/// </summary>
/// <param name="action">The action.</param>
/// <param name="parameters">The call's own parameters that do not change.</param>
/// <param name="list">The list that each request fills; null for a call without one.</param>
/// <param name="query">The prepared query.</param>
/// <param name="maxUrlLength">The length of a GET's URL without a value in the list.</param>
internal sealed class RequestTemplate(
    string action,
    IReadOnlyList<RpcParameter> parameters,
    ListParameter? list,
    CanonicalQuery query,
    int maxUrlLength)
{
    public string Action { get; } = action;

    public IReadOnlyList<RpcParameter> Parameters { get; } = parameters;

    public CanonicalQuery Query { get; } = query;

    /// <summary>The most bytes that a GET's URL takes without a value in the list.</summary>
    public int MaxUrlLength { get; } = maxUrlLength;

    /// <summary>How many bytes the n-th value of the list adds to the query, counted from 1.</summary>
    public int EncodedLength(int n, string value) => list!.Prefix(n).InQuery.Length + PercentEncoding.EncodedLength(value);

    /// <summary>The values of a list as single parameters.</summary>
    public IEnumerable<RpcParameter> ToParameters(IReadOnlyList<string> listValues) =>
        listValues.Select((value, index) => new RpcParameter(list!.Name(index + 1), value));
}
