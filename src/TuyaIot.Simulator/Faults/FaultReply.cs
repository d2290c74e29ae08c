using TuyaIot.Simulator.Protocol;

namespace TuyaIot.Simulator.Faults;

/// <summary>The replies of faults. HTTP status 0 means no reply at all.</summary>
internal static class FaultReply
{
    /// <summary>The reply, or null for a fault that damages the gateway's own reply.</summary>
    internal static ActionReply? Create(SimulatorFault fault) => fault.Kind switch
    {
        FaultKind.Throttle => ActionReply.Refused(fault.Status, fault.Code ?? "Throttling.User", "Request was denied due to user flow control."),
        FaultKind.Reject => ActionReply.Failed(fault.Code ?? DefaultCode(fault), "A fault of the simulator refused the request."),
        FaultKind.InternalError => ActionReply.Refused(500, "InternalError", "The request processing has failed due to some unknown error."),
        FaultKind.Unavailable => ActionReply.Refused(503, "ServiceUnavailable", "The request has failed due to a temporary failure of the server."),
        FaultKind.BadGateway => ActionReply.Refused(502, nameof(FaultKind.BadGateway), ""),
        FaultKind.Redirect => ActionReply.Refused(302, nameof(FaultKind.Redirect), ""),
        FaultKind.Reset or FaultKind.Close or FaultKind.Hang => ActionReply.Refused(0, fault.Kind.ToString(), ""),
        _ => null,
    };

    // The usual reason for a refusal because of a device is that the device does not exist.
    private static string DefaultCode(SimulatorFault fault) =>
        fault.DeviceName.Count > 0 ? "iot.device.NotExistedDevice" : "iot.system.IllegalRequest";
}
