using System;
using TuyaIot.Rpc;

namespace TuyaIot.Delivery;

/// <summary>
/// What each reply means for a command that must not run twice. Whatever is not known to be refused counts as unknown, never
/// as refused: an unknown device costs a look, one called twice may cost a machine.
/// </summary>
internal static class Classifier
{
    /// <summary>
    /// Codes by their beginning, in any casing; the first row that fits decides. Sources: Hedwig's page Kdx1gohy97wax, and the
    /// codes of Alibaba Cloud's IoT Platform and API gateway, which Hedwig models.
    /// </summary>
    private static readonly (string Beginning, Verdict Verdict)[] Codes =
    [
        // An earlier copy of this very request did arrive.
        ("SignatureNonceUsed", Verdict.Unknown),

        // The gateway stumbled: what it had done by then is not known.
        ("iot.system.SystemException", Verdict.Unknown),
        ("InternalError", Verdict.Unknown),
        ("ServiceUnavailable", Verdict.Unknown),

        ("Throttling", Verdict.Refused(Cause.Throttled)),
        ("FlowControl", Verdict.Refused(Cause.Throttled)),
        ("iot.messagebroker.RateLimit", Verdict.Refused(Cause.Throttled)),

        // TIMEOUT, OFFLINE, HALFCONN: the device's answer did not come, which does not say that the command did not go.
        ("iot.messagebroker.", Verdict.Unknown),

        ("InvalidTimeStamp.Expired", Verdict.Refused(Cause.WrongClock)),

        ("InvalidAccessKeyId", Verdict.Refused(Cause.UnknownKey)),
        ("SignatureDoesNotMatch", Verdict.Refused(Cause.WrongSecret)),

        ("iot.common.RamActionPermissionDeny", Verdict.Refused(Cause.Account)),
        ("Forbidden", Verdict.Refused(Cause.Account)),
        ("NoPermission", Verdict.Refused(Cause.Account)),
        ("iot.common.InvalidTenant", Verdict.Refused(Cause.Account)),
        ("iot.system.BillIsOverDue", Verdict.Refused(Cause.Account)),
        ("iot.system.InstanceNotFound", Verdict.Refused(Cause.Account)),
        ("iot.system.UidNotFound", Verdict.Refused(Cause.Account)),
        ("iot.Sre.IotInstanceNotFound", Verdict.Refused(Cause.Account)),
        ("InvalidVersion", Verdict.Refused(Cause.Account)),
        ("InvalidAction", Verdict.Refused(Cause.Account)),

        // How many names there are is a matter of the request, not of one of its devices.
        ("iot.device.DeviceCountExceeded", Verdict.Refused(Cause.Request)),
        ("iot.device.NoneDeviceNameElement", Verdict.Refused(Cause.Request)),
        ("iot.device.", Verdict.Refused(Cause.Device)),

        ("iot.prod.", Verdict.Refused(Cause.Request)),
        ("iot.common.", Verdict.Refused(Cause.Request)),
        ("iot.system.IllegalRequest", Verdict.Refused(Cause.Request)),
        ("Missing", Verdict.Refused(Cause.Request)),
        ("Invalid", Verdict.Refused(Cause.Request)),
        ("Unsupported", Verdict.Refused(Cause.Request)),
    ];

    public static Verdict Classify(RpcReply reply) => reply switch
    {
        { Failure: TransportFailure failure } => ClassifyFailure(failure),
        { Success: true, HttpStatus: >= 200 and < 300 } => Verdict.Accepted,
        { Success: not true, Code: string code } when Find(code) is Verdict verdict => verdict,
        { Success: not true, HttpStatus: 429 } => Verdict.Refused(Cause.Throttled),

        // Statuses by which a server says, before it looks at the command, that it will not have this request.
        { Success: not true, HttpStatus: 400 or 401 or 403 or 404 or 405 or 407 or 411 or 413 or 414 or 415 or 421 or 431 } =>
            Verdict.Refused(Cause.Request),

        _ => Verdict.Unknown,
    };

    private static Verdict ClassifyFailure(TransportFailure failure) => failure switch
    {
        { Sent: true } => Verdict.Unknown,
        { Kind: TransportFailureKind.SecureConnectionFailed } => Verdict.Refused(Cause.Untrusted),
        { Kind: TransportFailureKind.Stopped } => Verdict.Refused(Cause.Stopped),
        _ => Verdict.Refused(Cause.Unreachable),
    };

    private static Verdict? Find(string code)
    {
        foreach ((string beginning, Verdict verdict) in Codes)
        {
            if (code.StartsWith(beginning, StringComparison.OrdinalIgnoreCase))
            {
                return verdict;
            }
        }

        return null;
    }
}
