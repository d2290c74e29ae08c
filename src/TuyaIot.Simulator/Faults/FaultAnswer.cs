using TuyaIot.Simulator.Replies;

namespace TuyaIot.Simulator.Faults;

/// <summary>The answers that faults give in the gateway's place; HTTP status 0 is no reply at all.</summary>
internal static class FaultAnswer
{
    /// <summary>The answer, or null for a fault that lets the gateway answer and spoils the reply.</summary>
    internal static Answer? Of(SimulatorFault fault) => fault.Kind switch
    {
        FaultKind.Throttle => Answer.Refused(fault.Status, fault.Code ?? "Throttling.User", "Request was denied due to user flow control."),
        FaultKind.Reject => Answer.Failed(fault.Code ?? DefaultCode(fault), "This gateway was told to refuse it."),
        FaultKind.InternalError => Answer.Refused(500, "InternalError", "The request processing has failed due to some unknown error."),
        FaultKind.Unavailable => Answer.Refused(503, "ServiceUnavailable", "The request has failed due to a temporary failure of the server."),
        FaultKind.BadGateway => Answer.Refused(502, nameof(FaultKind.BadGateway), ""),
        FaultKind.Redirect => Answer.Refused(302, nameof(FaultKind.Redirect), ""),
        FaultKind.Reset or FaultKind.Close or FaultKind.Hang => Answer.Refused(0, fault.Kind.ToString(), ""),
        _ => null,
    };

    // Where a batch is refused because of a device, the usual reason is that the device is not there.
    private static string DefaultCode(SimulatorFault fault) =>
        fault.DeviceName.Count > 0 ? "iot.device.NotExistedDevice" : "iot.system.IllegalRequest";
}
