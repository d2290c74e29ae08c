namespace TuyaIot.Journals;

/// <summary>What a journal knows of one command for one device.</summary>
internal enum DeviceOutcome : byte
{
    /// <summary>The gateway took it.</summary>
    Accepted,

    /// <summary>The gateway refused it.</summary>
    Rejected,

    /// <summary>It was about to be sent when nothing could be.</summary>
    NotSent,

    /// <summary>Its answer was lost, or it is in flight.</summary>
    Unknown,
}
