using System;
using System.Collections.Generic;

namespace TuyaIot.Simulator.Protocol;

/// <summary>The parameters of one request, in their order and by name.</summary>
internal sealed class RequestParameters
{
    private readonly Dictionary<string, string> _byName;

    internal RequestParameters(IReadOnlyList<KeyValuePair<string, string>> inOrder)
    {
        InOrder = inOrder;
        _byName = new Dictionary<string, string>(inOrder.Count, StringComparer.Ordinal);
        foreach (KeyValuePair<string, string> parameter in inOrder)
        {
            DeviceCount += ParameterName.IsDeviceName(parameter.Key) ? 1 : 0;
            if (_byName.ContainsKey(parameter.Key))
            {
                Repeated ??= parameter.Key;
            }

            _byName[parameter.Key] = parameter.Value;
        }
    }

    internal IReadOnlyList<KeyValuePair<string, string>> InOrder { get; }

    /// <summary>The first name that occurs more than once.</summary>
    internal string? Repeated { get; }

    internal int DeviceCount { get; }

    internal string? this[string name] => _byName.TryGetValue(name, out string? value) ? value : null;
}
