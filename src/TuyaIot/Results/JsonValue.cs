using System;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Net;
using System.Numerics;
using System.Security;
using System.Text.Json;
using TuyaIot.Api;
using TuyaIot.Replies;

namespace TuyaIot.Results;

/// <summary>JSON from replies as the values that PowerShell works with. Secrets are masked, and hidden characters are written out.</summary>
internal static class JsonValue
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 64 };

    private static readonly string[] ReservedNames = ["PSObject", "PSBase", "PSAdapted", "PSExtended", "PSTypeNames"];

    /// <summary>The JSON text that a field holds, as a text or as JSON; null where it is null or empty.</summary>
    public static string? ToText(JsonElement? field)
    {
        try
        {
            return field switch
            {
                null or { ValueKind: JsonValueKind.Null or JsonValueKind.Undefined } => null,
                { ValueKind: JsonValueKind.String } text => ToText(text.GetString()!),
                JsonElement json => RawJson.Mask(json),
            };
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair, which no text can hold.
            return null;
        }
    }

    /// <summary>The object, list, number, text or boolean of a JSON text; the text itself where it is no JSON; null for none.</summary>
    public static object? Parse(string? json)
    {
        if (json is null)
        {
            return null;
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(json, Options);
            return Convert(document.RootElement);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return json;
        }
    }

    /// <summary>A reply as an object whose secrets are SecureStrings.</summary>
    public static object? Read(JsonElement reply) => Convert(reply, isSecured: true);

    private static string? ToText(string text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(text, Options);
            return RawJson.Mask(document.RootElement);
        }
        catch (JsonException)
        {
            return LogSanitizer.CleanValue(text);
        }
    }

    private static object? Convert(JsonElement json, bool isSecured = false, bool isSecret = false) => json.ValueKind switch
    {
        JsonValueKind.Object => ToObject(json, isSecured),
        JsonValueKind.Array => json.EnumerateArray().Select(item => Convert(item, isSecured, isSecret)).ToArray(),
        JsonValueKind.String or JsonValueKind.Number when isSecret => ToSecret(json.ToString()),
        JsonValueKind.String => LogSanitizer.CleanValue(json.GetString()!),
        JsonValueKind.Number => ToNumber(json),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    /// <summary>A number without a loss: one that a double does not hold is a BigInteger, a decimal, or else the text that it is.</summary>
    private static object ToNumber(JsonElement json)
    {
        string text = json.GetRawText();
        if (json.TryGetInt64(out long whole))
        {
            return whole;
        }

        if (BigInteger.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out BigInteger large))
        {
            return large;
        }

        if (!json.TryGetDouble(out double number) || double.IsInfinity(number))
        {
            return text;
        }

        return json.TryGetDecimal(out decimal exact)
            && !(decimal.TryParse(number.ToString("R", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture, out decimal rounded) && rounded == exact)
            ? exact
            : number;
    }

    private static SecureString ToSecret(string text)
    {
        SecureString secret = new NetworkCredential(string.Empty, text).SecurePassword;
        secret.MakeReadOnly();
        return secret;
    }

    /// <summary>PowerShell compares names of properties without their case. The last of those that are the same is taken.</summary>
    private static PSObject ToObject(JsonElement json, bool isSecured)
    {
        PSObject custom = new();
        foreach (JsonProperty member in json.EnumerateObject())
        {
            string name = ToName(LogSanitizer.CleanValue(member.Name));
            custom.Properties.Remove(name);
            custom.Properties.Add(new PSNoteProperty(name, Convert(member.Value, isSecured, isSecured && LogSanitizer.IsSecretName(member.Name))));
        }

        return custom;
    }

    /// <summary>A property must have a name, and not one of those that the engine gives to every object.</summary>
    private static string ToName(string name) =>
        name.Length == 0 || ReservedNames.Contains(name, StringComparer.OrdinalIgnoreCase) ? $"_{name}" : name;
}
