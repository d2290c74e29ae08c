namespace TuyaIot.Simulator.State;

/// <summary>The state of the upgrade of one device.</summary>
internal enum OtaTaskStatus
{
    /// <summary>It waits until it is confirmed.</summary>
    Confirm,

    /// <summary>It waits for its time or for its device.</summary>
    Queued,

    /// <summary>The device was told.</summary>
    Notified,

    /// <summary>The device upgrades.</summary>
    InProgress,

    /// <summary>The device has the new version.</summary>
    Succeeded,

    /// <summary>The device has the old version.</summary>
    Failed,

    /// <summary>It was canceled before its end.</summary>
    Canceled,
}
