namespace TuyaIot.Journals;

/// <summary>What a journal knows of the request of one command for one device. What was seen at the device is an ExecutionStatus.</summary>
internal enum DeviceOutcome : byte
{
    /// <summary>The gateway accepted it.</summary>
    Accepted,

    /// <summary>The gateway rejected it.</summary>
    Rejected,

    /// <summary>It was about to be sent when nothing could be.</summary>
    NotSent,

    /// <summary>Its reply was lost, or it is in flight.</summary>
    Unknown,
}
