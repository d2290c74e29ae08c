using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace TuyaIot.Signing;

/// <summary>One parameter of a request, spelled as the API spells it; neither side is encoded.</summary>
internal readonly record struct RpcParameter(string Name, string Value)
{
    /// <summary>The parameters Name.1, Name.2, … of a list.</summary>
    public static IReadOnlyList<RpcParameter> List(string name, IReadOnlyList<string> values) =>
        [.. values.Select((value, index) => new RpcParameter($"{name}.{(index + 1).ToString(CultureInfo.InvariantCulture)}", value))];

    /// <summary>The value of a parameter; null where it is not there.</summary>
    public static string? Find(IReadOnlyList<RpcParameter> parameters, string name)
    {
        foreach (RpcParameter parameter in parameters)
        {
            if (parameter.Name == name)
            {
                return parameter.Value;
            }
        }

        return null;
    }
}
