using System.Collections;
using TuyaIot.Api;

namespace TuyaIot.Binding;

/// <summary>Reads -Args: nothing, the text of a JSON object, a hashtable or a PSCustomObject.</summary>
internal static class ArgsParser
{
    public static ServiceArgs Read(object? value) => PSValue.Unwrap(value) switch
    {
        null => ServiceArgs.None,
        string text => ServiceArgs.Parse(text),
        IDictionary dictionary => ServiceArgs.Parse(ArgsWriter.Write(dictionary)),
        object custom when PSValue.IsCustomObject(custom) => ServiceArgs.Parse(ArgsWriter.Write(custom)),
        object other => throw ServiceArgs.Invalid(other, other is IEnumerable ? "it is an array" : $"it is a {other.GetType().Name}"),
    };
}
