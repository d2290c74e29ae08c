using System.Collections.Generic;
using System.Globalization;
using TuyaIot.Rpc;

namespace TuyaIot.Api;

/// <summary>The repeated parameter DeviceName.N: numbered from 1 without a gap.</summary>
internal static class DeviceNameList
{
    /// <summary>The most names that one request may carry.</summary>
    public const int Most = 100;

    public static void AddTo(List<RpcParameter> parameters, IReadOnlyList<string> deviceNames)
    {
        for (int i = 0; i < deviceNames.Count; i++)
        {
            parameters.Add(new(ParameterName(i + 1), deviceNames[i]));
        }
    }

    /// <summary>How many bytes the n-th name of a request adds to its query.</summary>
    public static int EncodedLength(int n, string name) =>
        "&".Length + ParameterName(n).Length + "=".Length + PercentEncoding.EncodedLength(name);

    private static string ParameterName(int n) => "DeviceName." + n.ToString(CultureInfo.InvariantCulture);
}
