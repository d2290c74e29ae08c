using System;
using System.Collections.Generic;
using System.Linq;

namespace TuyaIot.Simulator.State;

/// <summary>The upgrade, or the verification, of several devices to one firmware.</summary>
internal sealed record OtaJob(string Id, OtaFirmware Firmware, Product Product, DateTimeOffset Created)
{
    internal bool IsVerification { get; init; }

    internal string TargetSelection { get; init; } = "";

    internal string DownloadProtocol { get; init; } = "";

    internal bool NeedsPush { get; init; }

    internal bool NeedsConfirmation { get; init; }

    internal string? GrayPercent { get; init; }

    internal IReadOnlyList<string> SrcVersions { get; init; } = [];

    internal long? RetryInterval { get; init; }

    internal long? RetryCount { get; init; }

    internal long? TimeoutInMinutes { get; init; }

    /// <summary>The time at which it starts, or null if it starts at once.</summary>
    internal DateTimeOffset? Scheduled { get; init; }

    internal DateTimeOffset Start => Scheduled ?? Created;

    internal IReadOnlyList<OtaTask> Tasks { get; init; } = [];

    internal bool IsOpen => Tasks.Any(static task => task.IsOpen);

    internal DateTimeOffset Modified => Tasks.Select(static task => task.Modified).Append(Created).Max();

    /// <summary>The status as the platform spells it.</summary>
    internal string StatusAt(DateTimeOffset now) =>
        Tasks.Count > 0 && Tasks.All(static task => task.Status == OtaTaskStatus.Canceled) ? "CANCELED"
        : now < Start ? "PLANNED"
        : IsOpen ? "IN_PROGRESS"
        : "COMPLETED";
}
