namespace TuyaIot;

/// <summary>What a history is of.</summary>
public enum IotHistoryKind
{
    /// <summary>The values that properties had.</summary>
    Property,

    /// <summary>The events that a device reported.</summary>
    Event,

    /// <summary>The services that a device carried out.</summary>
    Service,
}
