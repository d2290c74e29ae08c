namespace TuyaIot.Messages;

/// <summary>What a message is about, by its topic.</summary>
internal enum MessageKind
{
    /// <summary>A device reported properties, now or in the past.</summary>
    Property,

    /// <summary>A device reported an event, now or in the past.</summary>
    Event,

    /// <summary>A device went online or offline.</summary>
    Status,

    /// <summary>A device was created, deleted, enabled or disabled.</summary>
    Lifecycle,

    /// <summary>A gateway's sub-devices changed, or some were found.</summary>
    Topology,

    /// <summary>A device answered a command.</summary>
    Reply,

    /// <summary>A firmware upgrade of a device went on or ended.</summary>
    Ota,

    /// <summary>A message of a topic of the product's own, and of any other topic.</summary>
    Custom,
}
