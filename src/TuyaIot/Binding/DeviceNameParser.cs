using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Numerics;
using System.Reflection;
using TuyaIot.Errors;
using TuyaIot.Replies;
using TuyaIot.Signing;

namespace TuyaIot.Binding;

/// <summary>Parses device names, and refuses what cannot be one.</summary>
internal static class DeviceNameParser
{
    /// <summary>The error of a single name. Every other error is about the command.</summary>
    public const string ErrorId = "InvalidDeviceName";

    /// <summary>Left before a name where files were joined, or read by a program that knows none. Nobody sees it.</summary>
    private const char ByteOrderMark = '\uFEFF';

    /// <summary>Stands for a byte that is no character in the encoding that a file was read with. Two names may have become one.</summary>
    private const char ReplacementCharacter = '\uFFFD';

    /// <summary>The text that Export-Csv makes of a list of names.</summary>
    private const string SavedList = "System.String[]";

    /// <summary>How deep lists of names may nest.</summary>
    private const int MaxListDepth = 4;

    private const int MinNewLength = 4;
    private const int MaxNewLength = 32;

    /// <summary>2^53: a double holds every whole number up to here.</summary>
    private const double MaxExactInteger = 9_007_199_254_740_992;

    /// <summary>The values in a value from the pipeline, which may be a list. Each is to be parsed for itself, since one may be no name.</summary>
    public static IEnumerable<object?> Flatten(object? value) => Flatten(value, depth: 0);

    /// <summary>The name that a text or a number is; null for a blank.</summary>
    public static string? ParseValue(object? value)
    {
        switch (value)
        {
            case string text:
                return Parse(text);
            case null or DBNull:
                return null;
            case double number when number != Math.Floor(number) || Math.Abs(number) > MaxExactInteger:
            case float:
                throw Invalid(Convert.ToString(value, CultureInfo.InvariantCulture)!, "it is a number that may have lost digits; give the name as text");
            case double number:
                return number.ToString("F0", CultureInfo.InvariantCulture);
            case IFormattable number when number is sbyte or byte or short or ushort or int or uint or long or ulong or decimal or BigInteger:
                return number.ToString(null, CultureInfo.InvariantCulture);
            case char c:
                return Parse(c.ToString());
            case object other:
                throw Invalid(Describe(other), "it is neither a text nor an object with a property DeviceName or Device");
        }
    }

    /// <summary>The name, trimmed; null for a blank, which is skipped; an error for what cannot be a name.</summary>
    public static string? Parse(string? value)
    {
        // Nearly every name is letters, digits and - _ . ~, in which there is nothing to trim or to refuse but a type's name.
        string? name = value is null || PercentEncoding.IsUnreserved(value) ? value : ReadUnusual(value);
        if (string.IsNullOrEmpty(name))
        {
            return null;
        }

        // PowerShell binds an object without a DeviceName property by its text, which is no name.
        return name == SavedList ? throw InvalidList(value!)
            : IsObjectText(name!) ? throw Invalid(value!, "it is an object that turned into text")
            : name;
    }

    /// <exception cref="IotArgumentException">No new device can have the name.</exception>
    public static void CheckNew(string name)
    {
        if (name.Length is < MinNewLength or > MaxNewLength || !name.All(static c => c is '@' or ':' || (c != '~' && PercentEncoding.IsUnreserved(c))))
        {
            throw Invalid(
                name,
                "the name of a new device has 4 to 32 letters (A to Z, a to z), digits and characters of - _ @ . :",
                "Give a name that keeps to the rule. The other devices are registered.");
        }
    }

    public static IotArgumentException Invalid(
        string value, string reason, string recommendedAction = "Pipe names as text, or objects with a property DeviceName (or Name, or Device).") => new(
        ErrorId,
        value,
        $"'{LogSanitizer.Clean(value)}' cannot be a device name: {reason}.",
        recommendedAction);

    /// <summary>A list at the greatest depth is given as it is, which is no name: it may hold itself.</summary>
    private static IEnumerable<object?> Flatten(object? value, int depth) => PSValue.Unwrap(value) switch
    {
        IEnumerable many and not (string or IDictionary or PSObject) when depth < MaxListDepth =>
            many.Cast<object?>().SelectMany(item => Flatten(item, depth + 1)),
        object one => [one],
        null => [],
    };

    private static string ReadUnusual(string value)
    {
        string name = value.TrimStart(ByteOrderMark).Trim();
        foreach (char c in name)
        {
            if (c == ReplacementCharacter)
            {
                throw Invalid(value, "it holds U+FFFD, which stands for a character that was lost; read the file with its own -Encoding");
            }

            if (char.IsControl(c) || CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
            {
                throw Invalid(value, "it holds a control or an invisible character");
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

    private static IotArgumentException InvalidList(string value) => new(
        ErrorId,
        value,
        $"'{value}' cannot be a device name: it is a list that was saved as text.",
        "Use -PerDevice where results go to a CSV file: each device then has a row of its own.");

    private static string Describe(object value) => value is PSObject custom ? Shorten(custom.ToString()) : Shorten($"{value} ({value.GetType().Name})");

    private static string Shorten(string text) => text.Length > 100 ? text.Substring(0, 100) + "…" : text;

    /// <summary>Whether it is what PowerShell makes of an object where a text is expected.</summary>
    public static bool IsObjectText(string name) =>
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
