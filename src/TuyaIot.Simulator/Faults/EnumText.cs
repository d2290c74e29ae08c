using System;

namespace TuyaIot.Simulator.Faults;

/// <summary>Parses the names of an enumeration in any case. Numbers are refused.</summary>
internal static class EnumText
{
    internal static string List<T>()
        where T : struct, Enum => string.Join(", ", typeof(T).GetEnumNames());

    internal static T? Parse<T>(string text)
        where T : struct, Enum =>
        Array.Exists(typeof(T).GetEnumNames(), name => name.Equals(text, StringComparison.OrdinalIgnoreCase))
        && Enum.TryParse(text, ignoreCase: true, out T value)
            ? value
            : null;
}
