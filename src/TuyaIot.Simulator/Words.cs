using System;

namespace TuyaIot.Simulator;

/// <summary>Reads the words of an enumeration in any case; a number is no word.</summary>
internal static class Words
{
    internal static string List<T>()
        where T : struct, Enum => string.Join(", ", typeof(T).GetEnumNames());

    internal static T? Parse<T>(string text)
        where T : struct, Enum =>
        Array.Exists(typeof(T).GetEnumNames(), name => name.Equals(text, StringComparison.OrdinalIgnoreCase))
        && Enum.TryParse(text, ignoreCase: true, out T word)
            ? word
            : null;
}
