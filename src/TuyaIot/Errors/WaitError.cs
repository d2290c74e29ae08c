using System;
using System.Management.Automation;
using TuyaIot.Text;

namespace TuyaIot.Errors;

/// <summary>The errors of a wait.</summary>
internal static class WaitError
{
    /// <param name="group">The consumer group.</param>
    /// <param name="devices">How many devices were not heard.</param>
    /// <param name="reason">Why, in one sentence.</param>
    public static ErrorRecord NotHeard(string group, long devices, string reason) => IotError.Create(
        "StreamNotHeard",
        ErrorCategory.ResourceUnavailable,
        group,
        $"What {NumberFormat.Devices(devices)} did is not known, because not everything was heard. {reason}",
        "Check that the consumer group has a subscription to the product, and that nobody else reads it. Then wait again: pipe the results, or Get-IotJournal of the run, to Wait-IotCommand.");

    /// <param name="group">The consumer group.</param>
    /// <param name="fault">Why its messages cannot be read.</param>
    public static ErrorRecord StreamFailed(string group, Exception fault) => IotError.Create(
        "StreamFailed",
        ErrorCategory.ConnectionError,
        group,
        $"The messages of the gateway cannot be read: {fault.Message}",
        "Wait again. The messages that were not read are kept for a day.");

    /// <param name="devices">How many devices were asked for in vain.</param>
    /// <param name="reason">Why, in one sentence.</param>
    public static ErrorRecord NotRead(long devices, string reason) => IotError.Create(
        "OutcomeNotRead",
        ErrorCategory.ResourceUnavailable,
        devices,
        $"What {NumberFormat.Devices(devices)} did is not known, because the gateway could not be asked. {reason}",
        "Wait again when the gateway replies: pipe the results, or Get-IotJournal of the run, to Wait-IotCommand -Poll.");
}
