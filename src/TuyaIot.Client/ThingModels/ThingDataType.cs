using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace TuyaIot.ThingModels;

/// <summary>The data type of a value and the limits that the model sets to it.</summary>
/// <param name="Name">INT, FLOAT, DOUBLE, TEXT, DATE, BOOL, ENUM, STRUCT, ARRAY, or what else the model says.</param>
internal sealed record ThingDataType(string Name)
{
    public ThingNumber? Min { get; init; }

    public ThingNumber? Max { get; init; }

    public ThingNumber? Step { get; init; }

    public string? Unit { get; init; }

    public string? UnitName { get; init; }

    /// <summary>The longest TEXT, in bytes of UTF-8.</summary>
    public long? Length { get; init; }

    /// <summary>The most items of an ARRAY.</summary>
    public long? Size { get; init; }

    /// <summary>The values of a BOOL or an ENUM.</summary>
    public IReadOnlyList<ThingEnumValue> EnumValues { get; init; } = [];

    /// <summary>The items of an ARRAY.</summary>
    public ThingDataType? Item { get; init; }

    /// <summary>The members of a STRUCT.</summary>
    public IReadOnlyList<ThingValue> Members { get; init; } = [];

    public bool IsFloatingPoint => Name is "FLOAT" or "DOUBLE";

    public ThingValue? FindMember(string identifier) => Members.FirstOrDefault(member => member.Identifier == identifier);

    /// <summary>What is allowed, in a few words; empty where the model sets no limit.</summary>
    public string DescribeRange() => Name switch
    {
        "INT" or "FLOAT" or "DOUBLE" => DescribeNumbers(),
        "BOOL" or "ENUM" => string.Join(", ", EnumValues.Select(static value => value.ToString())),
        "TEXT" when Length is long length => string.Format(CultureInfo.InvariantCulture, "at most {0} bytes", length),
        "DATE" => "milliseconds since 1970 as text",
        "ARRAY" => DescribeItems(),
        "STRUCT" => string.Join(", ", Members.Select(static member => $"{member.Identifier} {member.Type.Name}")),
        _ => string.Empty,
    };

    private string DescribeNumbers()
    {
        string range = (Min, Max) switch
        {
            ({ } min, { } max) => $"{min} to {max}",
            ({ } min, null) => $"at least {min}",
            (null, { } max) => $"at most {max}",
            _ => string.Empty,
        };
        string unit = string.IsNullOrEmpty(Unit) ? string.Empty : range.Length == 0 ? $"in {Unit}" : $" {Unit}";
        string step = Step is { Value: not (0 or 1) } by ? $", step {by}" : string.Empty;
        return (range + unit + step).TrimStart(',', ' ');
    }

    private string DescribeItems()
    {
        string items = Size is long size ? string.Format(CultureInfo.InvariantCulture, "at most {0} ", size) : string.Empty;
        string range = Item?.DescribeRange() ?? string.Empty;
        return $"{items}{Item?.Name}{(range.Length == 0 ? range : $" ({range})")}".Trim();
    }
}

/// <summary>One value of a BOOL or an ENUM.</summary>
internal sealed record ThingEnumValue(ThingNumber Value, string? Name)
{
    public override string ToString() => string.IsNullOrEmpty(Name) ? $"{Value}" : $"{Value} ({Name})";
}

/// <summary>A value with an identifier: a property, a parameter, or a member of a STRUCT.</summary>
internal sealed record ThingValue(string Identifier, string? Name, string? Description, ThingDataType Type, bool IsRequired);
