namespace TuyaIot.Journals;

/// <summary>What became of one command at one device.</summary>
internal enum ExecutionStatus : byte
{
    /// <summary>The reply to the call was lost, and nothing was heard of the device.</summary>
    Unknown,

    /// <summary>The device carried it out.</summary>
    Executed,

    /// <summary>The device answered and did not carry it out, or the platform refused it.</summary>
    Failed,

    /// <summary>The platform could not deliver it, because the device was not connected.</summary>
    Offline,

    /// <summary>The device did not answer in time, although its answer would have been heard.</summary>
    NoAnswer,

    /// <summary>Nobody listened well enough to say whether the device answered.</summary>
    NotHeard,

    /// <summary>The gateway rejected the call.</summary>
    Rejected,

    /// <summary>Nothing was sent.</summary>
    NotSent,
}

/// <summary>By what the status of a command at a device is known.</summary>
internal enum ExecutionEvidence : byte
{
    /// <summary>The device, or the platform in its place, answered the command.</summary>
    Reply,

    /// <summary>The device reported the properties with the values that were set.</summary>
    PropertyReport,

    /// <summary>The gateway was asked for the properties of the device, and they have the values that were set.</summary>
    PropertyStatus,

    /// <summary>The device went offline and came back.</summary>
    StatusChange,

    /// <summary>The gateway was asked for the services that the device carried out.</summary>
    ServiceHistory,
}
