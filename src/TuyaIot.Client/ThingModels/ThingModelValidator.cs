using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.Json;
using TuyaIot.Replies;

namespace TuyaIot.ThingModels;

/// <summary>
/// Checks the values of a command against a thing model. Each fault names the place of the value, the value itself and what is allowed.
/// </summary>
internal sealed class ThingModelValidator
{
    private const int MaxValueLength = 60;

    private const int MaxNames = 12;

    private readonly List<string> _faults = [];
    private readonly bool _isVerbatim;

    private ThingModelValidator(bool isVerbatim) => _isVerbatim = isVerbatim;

    /// <summary>All faults; none where the model allows the values.</summary>
    /// <param name="input">The values.</param>
    /// <param name="modelOf">The model of a custom module, or of the default module for null.</param>
    public static IReadOnlyList<string> FindFaults(ThingModelInput input, Func<string?, ThingModel> modelOf)
    {
        ThingModelValidator validator = new(input.IsVerbatim);
        using JsonDocument values = JsonDocument.Parse(input.Json);
        try
        {
            if (input.Service is string service)
            {
                validator.CheckService(modelOf(ModuleIdentifier.Parse(service).Module), service, values.RootElement);
            }
            else
            {
                validator.CheckProperties(values.RootElement, modelOf);
            }
        }
        catch (InvalidOperationException)
        {
            validator._faults.Add("a text holds half a surrogate pair");
        }

        return validator._faults;
    }

    private void CheckService(ThingModel model, string identifier, JsonElement input)
    {
        if (model.FindService(identifier) is ThingService service)
        {
            CheckMembers(input, service.Input, string.Empty);
            return;
        }

        _faults.Add($"there is no service {Shorten(identifier)}{Known(model.Services.Select(static service => service.Identifier), identifier)}");
    }

    private void CheckProperties(JsonElement values, Func<string?, ThingModel> modelOf)
    {
        foreach (JsonProperty value in values.EnumerateObject())
        {
            ThingModel model = modelOf(ModuleIdentifier.Parse(value.Name).Module);
            ThingProperty? property = model.FindProperty(value.Name);
            if (property is null)
            {
                _faults.Add($"there is no property {Shorten(value.Name)}{Known(model.Properties.Select(static property => property.Identifier), value.Name)}");
            }
            else if (property.IsReadOnly)
            {
                _faults.Add($"{value.Name} is read-only");
            }
            else
            {
                CheckValue(value.Value, property.Value.Type, value.Name);
            }
        }
    }

    private void CheckMembers(JsonElement values, IReadOnlyList<ThingValue> members, string path)
    {
        HashSet<string> given = new(StringComparer.Ordinal);
        foreach (JsonProperty value in values.EnumerateObject())
        {
            given.Add(value.Name);
            if (members.FirstOrDefault(member => member.Identifier == value.Name) is ThingValue member)
            {
                CheckValue(value.Value, member.Type, path + value.Name);
            }
            else
            {
                _faults.Add($"there is no {path}{Shorten(value.Name)}{Known(members.Select(static member => member.Identifier), value.Name)}");
            }
        }

        _faults.AddRange(members
            .Where(member => member.IsRequired && !given.Contains(member.Identifier))
            .Select(member => $"{path}{member.Identifier} is missing{Allowed(member.Type)}"));
    }

    private void CheckValue(JsonElement value, ThingDataType type, string path)
    {
        switch (type.Name)
        {
            case "INT" or "FLOAT" or "DOUBLE":
                CheckNumber(value, type, path);
                break;
            case "BOOL" or "ENUM":
                CheckEnum(value, type, path);
                break;
            case "TEXT":
                CheckText(value, type, path);
                break;
            case "DATE":
                CheckDate(value, type, path);
                break;
            case "STRUCT":
                CheckStruct(value, type, path);
                break;
            case "ARRAY":
                CheckArray(value, type, path);
                break;
        }
    }

    private void CheckNumber(JsonElement value, ThingDataType type, string path)
    {
        if (value.ValueKind is not JsonValueKind.Number)
        {
            Refuse(path, value, type, value.ValueKind is JsonValueKind.String ? "it must be a number, without quotes" : "it must be a number");
            return;
        }

        string text = value.GetRawText();
        if (ThingNumber.Parse(text) is not ThingNumber number)
        {
            Refuse(path, value, type, "it is too large");
        }
        else if (type.Name is "INT" && !IsWhole(text))
        {
            bool isOnlyWritten = number.Exact is decimal exact && exact == decimal.Truncate(exact);
            Refuse(path, value, type, isOnlyWritten ? $"write {decimal.Truncate(number.Exact!.Value).ToString(CultureInfo.InvariantCulture)}, without a decimal place" : "it must be a whole number");
        }
        else if (type.IsFloatingPoint && _isVerbatim && text.IndexOf(".", StringComparison.Ordinal) < 0)
        {
            Refuse(path, value, type, IsWhole(text) ? $"write {text}.0, with a decimal place" : "write it with a decimal place, such as 1.0e3");
        }
        else if (double.IsInfinity(number.Value)
            || (type.Min is ThingNumber min && number.CompareTo(min) < 0)
            || (type.Max is ThingNumber max && number.CompareTo(max) > 0)
            || (type.Step is ThingNumber step && !number.IsOnStep(step, type.Min)))
        {
            Refuse(path, value, type);
        }
    }

    private void CheckEnum(JsonElement value, ThingDataType type, string path)
    {
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            Refuse(path, value, type, $"write {(value.ValueKind is JsonValueKind.True ? 1 : 0)}");
        }
        else if (value.ValueKind is not JsonValueKind.Number || !IsWhole(value.GetRawText()) || ThingNumber.Parse(value.GetRawText()) is not ThingNumber number)
        {
            Refuse(path, value, type, "it must be a whole number");
        }
        else if (type.EnumValues.Count > 0 ? !type.EnumValues.Any(one => one.Value.CompareTo(number) == 0) : type.Name is "BOOL" && number.Value is not (0 or 1))
        {
            Refuse(path, value, type);
        }
    }

    private void CheckText(JsonElement value, ThingDataType type, string path)
    {
        if (value.ValueKind is not JsonValueKind.String)
        {
            Refuse(path, value, type, "it must be a text");
        }
        else if (type.Length is long length && Encoding.UTF8.GetByteCount(value.GetString()!) is int bytes && bytes > length)
        {
            Refuse(path, value, type, $"it has {bytes.ToString(CultureInfo.InvariantCulture)} bytes of UTF-8");
        }
    }

    private void CheckDate(JsonElement value, ThingDataType type, string path)
    {
        if (value.ValueKind is not JsonValueKind.String)
        {
            Refuse(path, value, type, value.ValueKind is JsonValueKind.Number && IsWhole(value.GetRawText()) ? $"write \"{value.GetRawText()}\"" : "it must be a text");
        }
        else if (!long.TryParse(value.GetString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _))
        {
            Refuse(path, value, type);
        }
    }

    private void CheckStruct(JsonElement value, ThingDataType type, string path)
    {
        if (value.ValueKind is JsonValueKind.Object)
        {
            CheckMembers(value, type.Members, path + ".");
            return;
        }

        Refuse(path, value, type, "it must be an object");
    }

    private void CheckArray(JsonElement value, ThingDataType type, string path)
    {
        if (value.ValueKind is not JsonValueKind.Array)
        {
            Refuse(path, value, type, "it must be an array");
            return;
        }

        if (type.Size is long size && value.GetArrayLength() > size)
        {
            _faults.Add($"{path} has {value.GetArrayLength().ToString(CultureInfo.InvariantCulture)} items{Allowed(type)}");
        }

        if (type.Item is not ThingDataType itemType)
        {
            return;
        }

        int index = 0;
        foreach (JsonElement item in value.EnumerateArray())
        {
            CheckValue(item, itemType, $"{path}[{index.ToString(CultureInfo.InvariantCulture)}]");
            index++;
        }
    }

    private void Refuse(string path, JsonElement value, ThingDataType type, string? reason = null) =>
        _faults.Add($"{path} is {Shorten(value.GetRawText())}{(reason is null ? string.Empty : $": {reason}")}{Allowed(type)}");

    private static string Allowed(ThingDataType type)
    {
        string range = type.DescribeRange();
        return $" (allowed: {type.Name}{(range.Length == 0 ? range : $", {range}")})";
    }

    /// <summary>The identifier that differs in case only, or else all of them.</summary>
    private static string Known(IEnumerable<string> identifiers, string given)
    {
        string[] all = [.. identifiers];
        return all.FirstOrDefault(one => one.Equals(given, StringComparison.OrdinalIgnoreCase)) is string same ? $": the model has {same}"
            : all.Length == 0 ? ": the model has none"
            : $": the model has {string.Join(", ", all.Take(MaxNames))}{(all.Length > MaxNames ? " …" : string.Empty)}";
    }

    private static bool IsWhole(string number) => number.IndexOfAny(['.', 'e', 'E']) < 0;

    private static string Shorten(string text)
    {
        string clean = LogSanitizer.Clean(text) ?? string.Empty;
        return clean.Length > MaxValueLength ? clean.Substring(0, MaxValueLength) + "…" : clean;
    }
}
