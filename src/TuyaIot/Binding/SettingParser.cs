using System;
using System.Globalization;
using System.Management.Automation;
using System.Net;
using System.Numerics;
using System.Security;

namespace TuyaIot.Binding;

/// <summary>
/// Parses one setting, whether it comes from a parameter, a hashtable, a row or the environment. A value that cannot be read is null,
/// which the caller refuses; it is never bent into another value.
/// </summary>
internal static class SettingParser
{
    /// <summary>A text, also one that a vault keeps as a SecureString.</summary>
    public static string? ParseText(object value) => value switch
    {
        string text => text,
        SecureString secret => new NetworkCredential(string.Empty, secret).Password,
        char c => c.ToString(),
        Uri uri => uri.OriginalString,
        Enum or sbyte or byte or short or ushort or int or uint or long or ulong or decimal or BigInteger => Convert.ToString(value, CultureInfo.InvariantCulture),
        _ => null,
    };

    /// <summary>A secret, from a SecureString or a text.</summary>
    public static SecureString? ParseSecret(object value) => value switch
    {
        SecureString secret => secret,
        string text => new NetworkCredential(string.Empty, text).SecurePassword,
        _ => null,
    };

    /// <summary>true, false, 1 or 0, in any case.</summary>
    public static bool? ParseSwitch(object value) => value switch
    {
        bool flag => flag,
        SwitchParameter flag => flag.ToBool(),
        _ => ParseText(value)?.Trim().ToUpperInvariant() switch
        {
            "TRUE" or "1" => true,
            "FALSE" or "0" => false,
            _ => null,
        },
    };

    /// <summary>A number in the invariant form: 2.5, no thousands separator.</summary>
    public static double? ParseNumber(object value) => value switch
    {
        double number => number,
        float number => number,
        _ => double.TryParse(ParseText(value)?.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : null,
    };
}
