using System.Collections.Generic;
using TuyaIot.Signing;

namespace TuyaIot.Api;

/// <summary>The repeated parameter DeviceName.N.</summary>
internal static class DeviceNameList
{
    /// <summary>The most names that one request may carry.</summary>
    public const int Most = ListParameter.Most;

    private static readonly ListParameter Name = new("DeviceName");

    public static RpcRepeatList Of(IReadOnlyList<string> deviceNames) => new(Name, deviceNames);

    /// <summary>How many bytes the n-th name of a request adds to its query.</summary>
    public static int EncodedLength(int n, string name) => Name.Before(n).InQuery.Length + PercentEncoding.EncodedLength(name);
}
