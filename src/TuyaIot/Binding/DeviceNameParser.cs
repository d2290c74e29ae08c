using System;
using System.Globalization;
using System.Linq;
using System.Reflection;
using TuyaIot.Errors;
using TuyaIot.Signing;

namespace TuyaIot.Binding;

/// <summary>Tells a device name from what cannot be one.</summary>
internal static class DeviceNameParser
{
    /// <summary>The error of a single name; every other error is about what the name is told.</summary>
    public const string ErrorId = "InvalidDeviceName";

    /// <summary>Left before a name where files were joined, or read by a program that knows none. Nobody sees it.</summary>
    private const char ByteOrderMark = '\uFEFF';

    /// <summary>The name, trimmed; null for a blank, which is skipped; an error for what cannot be a name.</summary>
    public static string? Read(string? value)
    {
        // Nearly every name is letters, digits and - _ . ~, in which there is nothing to trim or to refuse but a type's name.
        string? name = value is null || PercentEncoding.IsUnreserved(value) ? value : ReadUnusual(value);
        if (string.IsNullOrEmpty(name))
        {
            return null;
        }

        // PowerShell binds an object without a DeviceName property by its text, which is no name.
        return IsObjectText(name!) ? throw Invalid(value!, "it is an object that turned into text") : name;
    }

    public static IotArgumentException Invalid(string value, string reason) => new(
        ErrorId,
        value,
        $"'{Visible(value)}' cannot be a device name: {reason}.",
        "Pipe names as text, or objects with a property DeviceName (or Name, or Device).");

    private static string ReadUnusual(string value)
    {
        string name = value.TrimStart(ByteOrderMark).Trim();
        foreach (char c in name)
        {
            if (char.IsControl(c))
            {
                throw Invalid(value, "it holds a control character");
            }
        }

        if (!IsWellFormed(name))
        {
            throw Invalid(value, "it holds half of a surrogate pair");
        }

        return name;
    }

    /// <summary>Half a pair would become U+FFFD on the wire, and two names one.</summary>
    private static bool IsWellFormed(string name)
    {
        for (int i = 0; i < name.Length; i++)
        {
            if (char.IsSurrogate(name[i]))
            {
                if (i + 1 == name.Length || !char.IsSurrogatePair(name[i], name[i + 1]))
                {
                    return false;
                }

                i++;
            }
        }

        return true;
    }

    private static string Visible(string value) => string.Concat(value.Select(c =>
        char.IsControl(c) ? string.Format(CultureInfo.InvariantCulture, "\\u{0:x4}", (int)c) : c.ToString()));

    private static bool IsObjectText(string name) =>
        (name.StartsWith("@{", StringComparison.Ordinal) && name.EndsWith("}", StringComparison.Ordinal)) || IsTypeName(name);

    /// <summary>An object without a text of its own prints its type's full name.</summary>
    private static bool IsTypeName(string name)
    {
        if (!name.StartsWith("System.", StringComparison.Ordinal)
            && !name.StartsWith("Microsoft.", StringComparison.Ordinal)
            && !name.StartsWith("TuyaIot.", StringComparison.Ordinal))
        {
            return false;
        }

        string elementName = name.EndsWith("[]", StringComparison.Ordinal) ? name.Substring(0, name.Length - 2) : name;
        foreach (Assembly assembly in AppDomain.CurrentDomain.GetAssemblies())
        {
            if (assembly.GetType(elementName, throwOnError: false) is not null)
            {
                return true;
            }
        }

        return false;
    }
}
