using System.Collections.Generic;
using System.Linq;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace TuyaIot.Binding.Completion;

/// <summary>
/// What the runs and credentials of one runspace have used, for its completions. It holds texts alone, so that to complete loads
/// nothing that is not needed for it.
/// </summary>
internal sealed class CompletionHistory
{
    /// <summary>More than anybody reads; rows may bring any number.</summary>
    private const int MaxCount = 100;

    private static readonly ConditionalWeakTable<Runspace, CompletionHistory> OfRunspace = new();

    private readonly List<string> _endpoints = [];
    private readonly List<string> _productKeys = [];
    private readonly List<string> _identifiers = [];

    public static CompletionHistory Current => OfRunspace.GetOrCreateValue(Runspace.DefaultRunspace);

    /// <summary>The latest first, as all of these.</summary>
    public IEnumerable<string> Endpoints => Enumerable.Reverse(_endpoints);

    public IEnumerable<string> ProductKeys => Enumerable.Reverse(_productKeys);

    public IEnumerable<string> Identifiers => Enumerable.Reverse(_identifiers);

    public void AddEndpoint(string endpoint) => Add(_endpoints, endpoint);

    public void AddProductKey(string productKey) => Add(_productKeys, productKey);

    public void AddIdentifier(string identifier) => Add(_identifiers, identifier);

    private static void Add(List<string> values, string value)
    {
        values.Remove(value);
        values.Add(value);
        if (values.Count > MaxCount)
        {
            values.RemoveAt(0);
        }
    }
}
