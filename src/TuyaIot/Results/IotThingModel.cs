using System.Linq;
using TuyaIot.ThingModels;

namespace TuyaIot;

/// <summary>
/// What the devices of a product understand: the published thing model of its default module, or of one module. Its ProductKey binds to
/// the commands for its devices.
/// </summary>
/// <remarks>developer.tuya.com/en/docs/tuya-iot, page id Kdxqivaa0fxmy.</remarks>
public sealed class IotThingModel
{
    internal IotThingModel(string productKey, string? functionBlockId, ThingModel model, string raw)
    {
        ProductKey = model.ProductKey ?? productKey;
        Version = model.Version;
        FunctionBlockId = functionBlockId;
        FunctionBlocks = [.. model.FunctionBlocks.Select(static block => block.Id)];
        Properties = [.. model.Properties.Select(static property => new IotThingModelProperty(property))];
        Services = [.. model.Services.Select(static service => new IotThingModelService(service))];
        Events = [.. model.Events.Select(static one => new IotThingModelEvent(one))];
        Raw = raw;
    }

    /// <summary>The product's key.</summary>
    public string ProductKey { get; }

    /// <summary>The version of the model; null where the model names none.</summary>
    public string? Version { get; }

    /// <summary>The module that was asked for; null for the default module.</summary>
    public string? FunctionBlockId { get; }

    /// <summary>The IDs of the product's custom modules, as far as the model lists them.</summary>
    public string[] FunctionBlocks { get; }

    /// <summary>The properties.</summary>
    public IotThingModelProperty[] Properties { get; }

    /// <summary>The services.</summary>
    public IotThingModelService[] Services { get; }

    /// <summary>The events.</summary>
    public IotThingModelEvent[] Events { get; }

    /// <summary>The model as JSON text. Secrets are masked.</summary>
    public string Raw { get; }

    /// <summary>The product and the version.</summary>
    public override string ToString() => Version is null ? ProductKey : $"{ProductKey} version {Version}";
}

/// <summary>A service of a thing model.</summary>
public sealed class IotThingModelService
{
    internal IotThingModelService(ThingService service)
    {
        Identifier = service.Identifier;
        Name = service.Name;
        Description = service.Description;
        CallType = service.CallType;
        Required = service.IsRequired;
        Input = IotThingModelParameter.FromAll(service.Input);
        Output = IotThingModelParameter.FromAll(service.Output);
    }

    /// <summary>The identifier, which -Identifier takes.</summary>
    public string Identifier { get; }

    /// <summary>The name.</summary>
    public string? Name { get; }

    /// <summary>The description; null for none.</summary>
    public string? Description { get; }

    /// <summary>ASYNC or SYNC.</summary>
    public string? CallType { get; }

    /// <summary>Whether each device must have it.</summary>
    public bool Required { get; }

    /// <summary>The parameters of the input, which -Args takes.</summary>
    public IotThingModelParameter[] Input { get; }

    /// <summary>The parameters of the output.</summary>
    public IotThingModelParameter[] Output { get; }

    /// <summary>The identifier.</summary>
    public override string ToString() => Identifier;
}

/// <summary>An event of a thing model.</summary>
public sealed class IotThingModelEvent
{
    internal IotThingModelEvent(ThingEvent one)
    {
        Identifier = one.Identifier;
        Name = one.Name;
        Description = one.Description;
        EventType = one.EventType;
        Required = one.IsRequired;
        Output = IotThingModelParameter.FromAll(one.Output);
    }

    /// <summary>The identifier.</summary>
    public string Identifier { get; }

    /// <summary>The name.</summary>
    public string? Name { get; }

    /// <summary>The description; null for none.</summary>
    public string? Description { get; }

    /// <summary>INFO, ALERT or ERROR.</summary>
    public string? EventType { get; }

    /// <summary>Whether each device must have it.</summary>
    public bool Required { get; }

    /// <summary>The parameters that it brings.</summary>
    public IotThingModelParameter[] Output { get; }

    /// <summary>The identifier.</summary>
    public override string ToString() => Identifier;
}
