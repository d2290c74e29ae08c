using System;

namespace TuyaIot.Simulator.State;

/// <summary>The upgrade of one device.</summary>
internal sealed class OtaTask(string id, int device, string srcVersion, DateTimeOffset created, OtaTaskStatus status)
{
    internal string Id => id;

    internal int Device => device;

    internal string SrcVersion => srcVersion;

    internal DateTimeOffset Created { get; } = created;

    internal OtaTaskStatus Status { get; private set; } = status;

    /// <summary>The reason of a failure.</summary>
    internal string Description { get; private set; } = "";

    /// <summary>From 0 to 100.</summary>
    internal int Progress { get; private set; }

    internal DateTimeOffset Modified { get; private set; } = created;

    /// <summary>The time from which the device can begin: it is connected and may.</summary>
    internal DateTimeOffset Ready { get; set; } = created;

    internal bool IsOpen => Status < OtaTaskStatus.Succeeded;

    internal void Move(OtaTaskStatus status, DateTimeOffset time, int progress, string description = "")
    {
        if (Status != status)
        {
            Modified = time;
        }

        (Status, Progress, Description) = (status, progress, description);
    }
}
