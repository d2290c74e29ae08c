using System.Globalization;
using System.Management.Automation;
using TuyaIot.Delivery;
using TuyaIot.Pipeline;
using TuyaIot.Progress;

namespace TuyaIot.Errors;

/// <summary>The error of a request that was not accepted. A stable id and a way out stand for each cause.</summary>
internal static class OutcomeError
{
    public static ErrorRecord Create(FinishedBatch finished, object result, string consequence = "")
    {
        (DeviceBatch batch, Outcome outcome) = finished;
        (string errorId, ErrorCategory category, string wayOut) = Describe(outcome.Verdict.Reason);
        string verdict = outcome.Verdict.Status is DeliveryStatus.Rejected ? "Not called" : "Called or not, which is unknown";
        string reason = outcome.Reply.ErrorMessage?.TrimEnd('.', ' ') ?? "the gateway gave no reason";
        string code = outcome.Reply.Code is string text ? $" [{text}]" : string.Empty;
        string message = string.Format(
            CultureInfo.InvariantCulture,
            "{0}: {1} of {2} (batch {3}): {4}{5}.{6}",
            verdict,
            NumberFormat.Devices(batch.DeviceName.Count),
            batch.Call.ProductKey,
            batch.Number,
            reason,
            code,
            consequence);
        return IotError.Create(errorId, category, result, message, wayOut, outcome.Reply.Failure?.Exception);
    }

    private static (string ErrorId, ErrorCategory Category, string WayOut) Describe(RejectionReason reason) => reason switch
    {
        RejectionReason.Unreachable => (
            "GatewayUnreachable",
            ErrorCategory.ConnectionError,
            "Check the credential's Endpoint, the name service, a proxy and firewalls. Nothing was sent, so running it again is safe."),
        RejectionReason.TlsFailed => (
            "SecureConnectionFailed",
            ErrorCategory.SecurityError,
            "Have the gateway's certificate trusted by this machine; for a private gateway give Set-IotCredential -CertificateThumbprint. Nothing was sent."),
        RejectionReason.Stopped => (
            "RunStopped",
            ErrorCategory.OperationStopped,
            "Nothing was sent, so running it again is safe."),
        RejectionReason.JournalWriteFailed => (
            "JournalNotWritable",
            ErrorCategory.WriteError,
            "Free space on the journal's disk or mend its permissions, then run the same command with the same journal: what was accepted is not sent again."),
        RejectionReason.Throttled => (
            "RequestThrottled",
            ErrorCategory.LimitsExceeded,
            "Send fewer requests a second: the quota counts everybody who uses the account. Running these devices again is safe."),
        RejectionReason.WrongClock => (
            "ClockRefused",
            ErrorCategory.InvalidData,
            "Set this machine's clock: the gateway refuses requests whose time is too far from its own. Running these devices again is safe."),
        RejectionReason.UnknownKey => (
            "AccessKeyNotFound",
            ErrorCategory.AuthenticationError,
            "Check the AccessKey ID, and that it belongs to this endpoint; then Set-IotCredential anew."),
        RejectionReason.WrongSecret => (
            "SignatureRefused",
            ErrorCategory.AuthenticationError,
            "Check the AccessKey secret, most often it is not the one of this AccessKey ID; then Set-IotCredential anew."),
        RejectionReason.AccessDenied => (
            "AccountRefused",
            ErrorCategory.PermissionDenied,
            "See the account's console: permissions, bill and instance. An instance with an ID needs Set-IotCredential -InstanceId."),
        RejectionReason.Device => (
            "DeviceRefused",
            ErrorCategory.ObjectNotFound,
            "At least one device of the batch is unknown or unfit to be called, and the gateway refused the batch for it. Find it, then run the rest again, which is safe."),
        RejectionReason.Request => (
            "RequestRefused",
            ErrorCategory.InvalidArgument,
            "See the code: it names what the gateway does not accept in the request. Running these devices again is safe."),
        _ => (
            "OutcomeUnknown",
            ErrorCategory.ConnectionError,
            "Look into the device logs before calling these devices again: the command may have been carried out."),
    };
}
