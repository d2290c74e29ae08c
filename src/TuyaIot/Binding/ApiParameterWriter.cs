using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Numerics;
using TuyaIot.Api;
using TuyaIot.Errors;
using TuyaIot.Replies;
using TuyaIot.Signing;

namespace TuyaIot.Binding;

/// <summary>
/// Writes a hashtable or PSCustomObject as the parameters of a call: a list as Name.1, Name.2, a table as Name.Key, and a table in a list
/// as Name.1.Key. What is null is left out.
/// </summary>
internal sealed class ApiParameterWriter
{
    private const string Parameter = nameof(Parameter);
    private const int MaxDepth = 16;

    private readonly object _table;
    private readonly List<RpcParameter> _parameters = [];
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private int _depth;

    private ApiParameterWriter(object table) => _table = table;

    /// <param name="action">The name of the action.</param>
    /// <param name="table">Its parameters as the user gives them.</param>
    /// <exception cref="IotArgumentException">It is no table, or holds what cannot be sent.</exception>
    public static AnyAction CreateCall(string action, object? table)
    {
        object? value = PSValue.Unwrap(table);
        if (value is not IDictionary && !PSValue.IsCustomObject(value))
        {
            throw Invalid(value, value is null ? "it is null" : $"it is a {value.GetType().Name}");
        }

        ApiParameterWriter writer = new(value!);
        writer.WriteValue(string.Empty, value);
        return new AnyAction(action, writer._parameters);
    }

    private void WriteValue(string name, object? wrapped)
    {
        object? value = PSValue.Unwrap(wrapped);
        switch (value)
        {
            case null or DBNull:
                break;
            case IDictionary table:
                WriteNested(name, () => WriteMembers(name, MembersOf(table)));
                break;
            case PSObject custom:
                WriteNested(name, () => WriteMembers(name, custom.Properties.Select(static property => (property.Name, (object?)property.Value))));
                break;
            case byte[] bytes:
                Add(name, System.Convert.ToBase64String(bytes));
                break;
            case IEnumerable items and not string:
                WriteNested(name, () => WriteItems(name, items));
                break;
            default:
                Add(name, Convert(name, value));
                break;
        }
    }

    private void WriteMembers(string prefix, IEnumerable<(string Name, object? Value)> members)
    {
        foreach ((string name, object? value) in members)
        {
            if (name.Length == 0 || name.Any(static c => char.IsControl(c) || char.IsWhiteSpace(c)))
            {
                throw Invalid(_table, $"'{Show(prefix + name)}' cannot be the name of a parameter");
            }

            WriteValue(prefix.Length == 0 ? name : $"{prefix}.{name}", value);
        }
    }

    /// <summary>The numbers have no gap, since a gateway reads a list up to the first one that is missing.</summary>
    private void WriteItems(string name, IEnumerable items)
    {
        int number = 0;
        foreach (object? item in items)
        {
            if (PSValue.Unwrap(item) is not (null or DBNull))
            {
                number++;
                WriteValue($"{name}.{number.ToString(CultureInfo.InvariantCulture)}", item);
            }
        }
    }

    private void WriteNested(string name, Action write)
    {
        if (++_depth > MaxDepth)
        {
            throw Invalid(_table, $"'{Show(name)}' nests deeper than {MaxDepth}, or holds itself");
        }

        write();
        _depth--;
    }

    private void Add(string name, string value)
    {
        if (RequestSigner.ReservedNames.Contains(name, StringComparer.OrdinalIgnoreCase))
        {
            throw Invalid(_table, $"'{name}' is a parameter that each request sets by itself", "Leave it out. -Action names the action.");
        }

        if (!_names.Add(name))
        {
            throw Invalid(_table, $"'{Show(name)}' would be sent twice", "Give each parameter once: as a list, or as a name with its number.");
        }

        _parameters.Add(new RpcParameter(name, value));
    }

    private string Convert(string name, object value) => value switch
    {
        string text => text,
        char c => c.ToString(),
        bool or SwitchParameter => LanguagePrimitives.IsTrue(value) ? "true" : "false",
        double or float when ((IConvertible)value).ToDouble(CultureInfo.InvariantCulture) is double number && !double.IsNaN(number) && !double.IsInfinity(number) =>
            ((IFormattable)value).ToString("R", CultureInfo.InvariantCulture),
        sbyte or byte or short or ushort or int or uint or long or ulong or decimal or BigInteger =>
            ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture),
        DateTime time => ToUtc(time.ToUniversalTime()),
        DateTimeOffset time => ToUtc(time.UtcDateTime),
        Guid or Enum or Version => value.ToString()!,
        Uri address => address.OriginalString,
        _ => throw Invalid(_table, $"'{Show(name)}' is a {value.GetType().Name}", "Make a text or a number of it first."),
    };

    private static string ToUtc(DateTime time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    private static IEnumerable<(string Name, object? Value)> MembersOf(IDictionary table) =>
        table.Keys.Cast<object>().Select(key => (System.Convert.ToString(PSValue.Unwrap(key), CultureInfo.InvariantCulture)!, (object?)table[key]));

    private static string? Show(string name) => LogSanitizer.Clean(name);

    private static IotArgumentException Invalid(object? value, string reason, string? recommendedAction = null) => new(
        "InvalidParameter",
        value,
        $"{Parameter} cannot be sent: {reason}.",
        recommendedAction ?? "Give a table of names and values, such as @{ ProductKey = 'a1BwAGV0001'; DeviceName = 'd1', 'd2' }.");
}
