using System.Collections.Generic;
using System.Linq;
using TuyaIot.ThingModels;

namespace TuyaIot;

/// <summary>A value of a thing model: its identifier, its data type and what the model allows.</summary>
public abstract class IotThingModelValue
{
    private readonly ThingDataType _type;

    internal IotThingModelValue(ThingValue value)
    {
        _type = value.Type;
        Identifier = value.Identifier;
        Name = value.Name;
        Description = value.Description;
        Required = value.IsRequired;
        EnumValues = [.. _type.EnumValues.Select(static one => new IotThingModelEnumValue(one))];
        Item = _type.Item is ThingDataType item ? new IotThingModelParameter(value with { Type = item }) : null;
        Members = IotThingModelParameter.FromAll(_type.Members);
    }

    /// <summary>The identifier.</summary>
    public string Identifier { get; }

    /// <summary>The name.</summary>
    public string? Name { get; }

    /// <summary>The description; null for none.</summary>
    public string? Description { get; }

    /// <summary>INT, FLOAT, DOUBLE, TEXT, DATE, BOOL, ENUM, STRUCT or ARRAY.</summary>
    public string DataType => _type.Name;

    /// <summary>Whether it must be there.</summary>
    public bool Required { get; }

    /// <summary>The lowest number; null for no limit.</summary>
    public double? Min => _type.Min?.Value;

    /// <summary>The highest number; null for no limit.</summary>
    public double? Max => _type.Max?.Value;

    /// <summary>The distance between two numbers; null for none.</summary>
    public double? Step => _type.Step?.Value;

    /// <summary>The unit's symbol, such as %.</summary>
    public string? Unit => _type.Unit;

    /// <summary>The unit's name, such as percent.</summary>
    public string? UnitName => _type.UnitName;

    /// <summary>The longest TEXT, in bytes of UTF-8.</summary>
    public long? Length => _type.Length;

    /// <summary>The most items of an ARRAY.</summary>
    public long? Size => _type.Size;

    /// <summary>The values of a BOOL or an ENUM.</summary>
    public IotThingModelEnumValue[] EnumValues { get; }

    /// <summary>The data type of the items of an ARRAY.</summary>
    public string? ItemType => _type.Item?.Name;

    /// <summary>What each item of an ARRAY is; null for any other type.</summary>
    public IotThingModelParameter? Item { get; }

    /// <summary>The members of a STRUCT.</summary>
    public IotThingModelParameter[] Members { get; }

    /// <summary>What is allowed, in words, such as 1 to 600 s.</summary>
    public string Range => _type.DescribeRange();

    /// <summary>The identifier and the data type.</summary>
    public override string ToString() => $"{Identifier} {DataType}";
}

/// <summary>A property of a thing model.</summary>
public sealed class IotThingModelProperty : IotThingModelValue
{
    internal IotThingModelProperty(ThingProperty property)
        : base(property.Value) => Access = property.Access;

    /// <summary>READ_WRITE, READ_ONLY or WRITE_ONLY.</summary>
    public string? Access { get; }
}

/// <summary>A parameter of a service or an event, a member of a STRUCT, or an item of an ARRAY.</summary>
public sealed class IotThingModelParameter : IotThingModelValue
{
    internal IotThingModelParameter(ThingValue value)
        : base(value)
    {
    }

    internal static IotThingModelParameter[] FromAll(IEnumerable<ThingValue> values) =>
        [.. values.Select(static value => new IotThingModelParameter(value))];
}

/// <summary>One value of a BOOL or an ENUM.</summary>
public sealed class IotThingModelEnumValue
{
    internal IotThingModelEnumValue(ThingEnumValue value)
    {
        Value = value.Value.Exact is decimal exact && exact == decimal.Truncate(exact) && exact is >= long.MinValue and <= long.MaxValue ? (long)exact : null;
        Name = value.Name;
    }

    /// <summary>The number that is sent; null where it is no whole number.</summary>
    public long? Value { get; }

    /// <summary>What it means.</summary>
    public string? Name { get; }

    /// <summary>The number and what it means.</summary>
    public override string ToString() => $"{Value} ({Name})";
}
