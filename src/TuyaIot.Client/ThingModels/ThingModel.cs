using System;
using System.Collections.Generic;
using System.Linq;

namespace TuyaIot.ThingModels;

/// <summary>What the devices of a product understand: their properties, services and events, of the default module or of one module.</summary>
internal sealed record ThingModel
{
    public string? ProductKey { get; init; }

    public string? Version { get; init; }

    public IReadOnlyList<ThingProperty> Properties { get; init; } = [];

    public IReadOnlyList<ThingService> Services { get; init; } = [];

    public IReadOnlyList<ThingEvent> Events { get; init; } = [];

    /// <summary>The custom modules. The model of the default module lists them.</summary>
    public IReadOnlyList<ThingFunctionBlock> FunctionBlocks { get; init; } = [];

    /// <summary>A property by its identifier, also one with its module before it.</summary>
    public ThingProperty? FindProperty(string identifier) => Find(Properties, static property => property.Identifier, identifier);

    /// <summary>A service by its identifier, also one with its module before it.</summary>
    public ThingService? FindService(string identifier) => Find(Services, static service => service.Identifier, identifier);

    /// <summary>A custom module's models may or may not have the module in their identifiers.</summary>
    private static T? Find<T>(IReadOnlyList<T> list, Func<T, string> identifierOf, string identifier)
        where T : class =>
        list.FirstOrDefault(one => identifierOf(one) == identifier)
        ?? list.FirstOrDefault(one => identifierOf(one) == ModuleIdentifier.Parse(identifier).Identifier);
}

/// <summary>A custom module of a product.</summary>
internal sealed record ThingFunctionBlock(string Id, string? Name);

/// <summary>A property of the devices.</summary>
/// <param name="Value">Its identifier, its name and its data type.</param>
/// <param name="Access">READ_WRITE, READ_ONLY or WRITE_ONLY.</param>
internal sealed record ThingProperty(ThingValue Value, string? Access)
{
    public string Identifier => Value.Identifier;

    public bool IsReadOnly => Access is "READ_ONLY";
}

/// <summary>A service of the devices. Its call type is ASYNC or SYNC.</summary>
internal sealed record ThingService(
    string Identifier,
    string? Name,
    string? Description,
    string? CallType,
    bool IsRequired,
    IReadOnlyList<ThingValue> Input,
    IReadOnlyList<ThingValue> Output);

/// <summary>An event of the devices. Its type is INFO, ALERT or ERROR.</summary>
internal sealed record ThingEvent(
    string Identifier, string? Name, string? Description, string? EventType, bool IsRequired, IReadOnlyList<ThingValue> Output);
