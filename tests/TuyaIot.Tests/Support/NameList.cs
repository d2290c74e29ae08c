using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace TuyaIot.Tests.Support;

/// <summary>Device names that nobody else has.</summary>
internal static class NameList
{
    internal static string[] Of(int count) => [.. Stream(count)];

    /// <summary>One at a time, as a file is read.</summary>
    internal static IEnumerable<string> Stream(int count) =>
        Enumerable.Range(1, count).Select(n => "device" + n.ToString("d6", CultureInfo.InvariantCulture));

    /// <summary>A name of so many bytes.</summary>
    internal static string Long(int n, int bytes) => n.ToString("d6", CultureInfo.InvariantCulture).PadRight(bytes, 'x');
}
