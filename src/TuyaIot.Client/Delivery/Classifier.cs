using System;
using System.Collections.Generic;
using System.Linq;
using TuyaIot.Replies;

namespace TuyaIot.Delivery;

/// <summary>
/// What each reply means for a command that must not run twice. Whatever is not known to be refused counts as unknown, never
/// as refused: an unknown device costs a look, one called twice may cost a machine.
/// </summary>
internal static class Classifier
{
    /// <summary>
    /// Codes by their beginning, in any casing; the first row that fits decides. Sources: Hedwig's page Kdx1gohy97wax, and the
    /// codes of Alibaba Cloud's IoT Platform and API gateway, which Hedwig models. The table in about_TuyaIot_Delivery has the same rows.
    /// </summary>
    public static IReadOnlyList<(string Beginning, Verdict Verdict)> Codes { get; } =
    [
        // An earlier copy of this very request did arrive.
        ("SignatureNonceUsed", Verdict.Unknown),

        // The gateway stumbled: what it had done by then is not known.
        ("iot.system.SystemException", Verdict.Unknown),
        ("InternalError", Verdict.Unknown),
        ("ServiceUnavailable", Verdict.Unknown),

        ("Throttling", Verdict.Refused(RejectionReason.Throttled)),
        ("FlowControl", Verdict.Refused(RejectionReason.Throttled)),
        ("iot.messagebroker.RateLimit", Verdict.Refused(RejectionReason.Throttled)),

        // The gateway does not take the message as it is.
        ("iot.messagebroker.Null", Verdict.Refused(RejectionReason.Request)),
        ("iot.messagebroker.Invalid", Verdict.Refused(RejectionReason.Request)),
        ("iot.messagebroker.MessageContent", Verdict.Refused(RejectionReason.Request)),

        // TIMEOUT, OFFLINE, HALFCONN: the device's answer did not come, which does not say that the command did not go.
        ("iot.messagebroker.", Verdict.Unknown),

        ("InvalidTimeStamp.Expired", Verdict.Refused(RejectionReason.WrongClock)),

        ("InvalidAccessKeyId", Verdict.Refused(RejectionReason.UnknownKey)),
        ("SignatureDoesNotMatch", Verdict.Refused(RejectionReason.WrongSecret)),

        ("iot.common.RamActionPermissionDeny", Verdict.Refused(RejectionReason.AccessDenied)),
        ("Forbidden", Verdict.Refused(RejectionReason.AccessDenied)),
        ("NoPermission", Verdict.Refused(RejectionReason.AccessDenied)),
        ("iot.common.InvalidTenant", Verdict.Refused(RejectionReason.AccessDenied)),
        ("iot.system.BillIsOverDue", Verdict.Refused(RejectionReason.AccessDenied)),
        ("iot.system.InstanceNotFound", Verdict.Refused(RejectionReason.AccessDenied)),
        ("iot.system.UidNotFound", Verdict.Refused(RejectionReason.AccessDenied)),
        ("iot.Sre.IotInstanceNotFound", Verdict.Refused(RejectionReason.AccessDenied)),
        ("InvalidVersion", Verdict.Refused(RejectionReason.AccessDenied)),

        ("InvalidAction", Verdict.Refused(RejectionReason.UnknownAction)),
        ("iot.common.APINotSupportedInInstance", Verdict.Refused(RejectionReason.UnknownAction)),

        // How many names there are is a matter of the request, not of one of its devices.
        ("iot.device.DeviceCountExceeded", Verdict.Refused(RejectionReason.Request)),
        ("iot.device.NoneDeviceNameElement", Verdict.Refused(RejectionReason.Request)),

        // A device of another account.
        ("iot.common.AuthActionPermissionDeny", Verdict.Refused(RejectionReason.Device)),
        ("iot.device.", Verdict.Refused(RejectionReason.Device)),

        ("iot.prod.", Verdict.Refused(RejectionReason.Request)),
        ("iot.common.", Verdict.Refused(RejectionReason.Request)),
        ("iot.check.", Verdict.Refused(RejectionReason.Request)),
        ("iot.system.IllegalRequest", Verdict.Refused(RejectionReason.Request)),
        ("Missing", Verdict.Refused(RejectionReason.Request)),
        ("Invalid", Verdict.Refused(RejectionReason.Request)),
        ("Unsupported", Verdict.Refused(RejectionReason.Request)),
    ];

    /// <summary>
    /// Statuses by which a server says, before it looks at the command, that it will not have this request. With any other status
    /// but 2xx and 429, a reply without a known code is unknown.
    /// </summary>
    public static IReadOnlyList<int> RefusingStatuses { get; } = [400, 401, 403, 404, 405, 407, 411, 413, 414, 415, 421, 431];

    public static Verdict Classify(RpcReply reply) => reply switch
    {
        { Failure: TransportFailure failure } => ClassifyFailure(failure),
        { IsContradictory: true } => Verdict.Unknown,
        { Success: true, HttpStatus: >= 200 and < 300 } => Verdict.Accepted,
        { Success: true } => Verdict.Unknown,
        { Code: string code } when Find(code) is Verdict verdict => WithStatus(verdict, reply.HttpStatus),
        { HttpStatus: 429 } => Verdict.Refused(RejectionReason.Throttled),
        { HttpStatus: int status } when RefusingStatuses.Contains(status) => Verdict.Refused(RejectionReason.Request),
        _ => Verdict.Unknown,
    };

    /// <summary>
    /// A code that refuses beside a status of 5xx contradicts it: the server says that it failed, and what it had done by then is
    /// not known. Only 503 with throttling agrees with itself, because 503 is HTTP's own word for a server that has too much to do.
    /// </summary>
    private static Verdict WithStatus(Verdict verdict, int? status) => (verdict.Reason, status) switch
    {
        (RejectionReason.Throttled, 503) => verdict,
        (_, >= 500) => Verdict.Unknown,
        _ => verdict,
    };

    private static Verdict ClassifyFailure(TransportFailure failure) => failure switch
    {
        { Sent: true } => Verdict.Unknown,
        { Kind: TransportFailureKind.SecureConnectionFailed or TransportFailureKind.CertificateMismatch } => Verdict.Refused(RejectionReason.TlsFailed),
        { Kind: TransportFailureKind.UrlTooLong } => Verdict.Refused(RejectionReason.TooLong),
        { Kind: TransportFailureKind.Stopped } => Verdict.Refused(RejectionReason.Stopped),
        _ => Verdict.Refused(RejectionReason.Unreachable),
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
