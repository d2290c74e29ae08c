using System.Collections.Generic;
using System.Linq;
using TuyaIot.Simulator.State;

namespace TuyaIot.Simulator.Actions;

/// <summary>Whether a firmware may be used: some of its devices tried it first.</summary>
internal enum OtaVerification
{
    /// <summary>No device tried it.</summary>
    Unverified,

    /// <summary>It may be used.</summary>
    Verified,

    /// <summary>Devices try it.</summary>
    Verifying,

    /// <summary>A device failed.</summary>
    Failed,
}

/// <summary>Finds it from the last job of a firmware that verifies it.</summary>
internal static class OtaVerifications
{
    internal static OtaVerification StatusOf(OtaFirmware firmware, IReadOnlyList<OtaJob> jobs) =>
        !firmware.NeedsVerification ? OtaVerification.Verified
        : jobs.LastOrDefault(job => job.Firmware == firmware && job.IsVerification) is not { } last ? OtaVerification.Unverified
        : last.IsOpen ? OtaVerification.Verifying
        : last.Tasks.All(static task => task.Status == OtaTaskStatus.Succeeded) ? OtaVerification.Verified
        : OtaVerification.Failed;
}
