using System;
using System.Management.Automation;
using TuyaIot.Api;
using TuyaIot.Delivery;
using TuyaIot.Replies;

namespace TuyaIot.Errors;

/// <summary>The error of a request that was not accepted. Each reason has a stable id and a way out.</summary>
internal static class OutcomeError
{
    /// <param name="outcome">What became of the request.</param>
    /// <param name="action">The action of the request.</param>
    /// <param name="subject">What the request was for, such as 3 devices of a1B (batch 2).</param>
    /// <param name="target">The target of the error.</param>
    /// <param name="consequence">A sentence on what follows.</param>
    /// <param name="isForOneDevice">Whether the request is for one device.</param>
    public static ErrorRecord Create(
        Outcome outcome, ApiAction action, string subject, object? target, string consequence = "", bool isForOneDevice = false)
    {
        (string errorId, ErrorCategory category, string wayOut) = outcome.Verdict.Reason switch
        {
            RejectionReason.Device when IsExistingDevice(outcome.Reply) => (
                "DeviceAlreadyExists",
                ErrorCategory.ResourceExists,
                "Give another name, or use the device that has it: a name is unique within a product."),
            RejectionReason.Device when isForOneDevice => (
                "DeviceRefused", ErrorCategory.ObjectNotFound, "Check the device name and the product. The code names the reason. Running it again is safe."),
            RejectionReason other => Describe(other, action),
        };
        if (outcome.Reply.Failure is { Kind: TransportFailureKind.CertificateMismatch })
        {
            wayOut = "Ask who runs the gateway whether its certificate was renewed. If so, run Set-IotCredential -CertificateThumbprint with the new one. Nothing was sent.";
        }

        string verdict = outcome switch
        {
            { Verdict.Status: DeliveryStatus.Unknown } => "Outcome unknown",
            { SentAt: null } => "Not sent",
            _ => "Rejected",
        };
        string reason = outcome.Reply.ErrorMessage?.TrimEnd('.', ' ')
            ?? (outcome.Reply.HttpStatus is int status and not 200 ? $"HTTP {status}, and the gateway gave no reason" : "the gateway gave no reason");
        string code = outcome.Reply.Code is string text ? $" [{text}]" : string.Empty;
        return IotError.Create(errorId, category, target, $"{verdict}: {subject}: {reason}{code}.{consequence}", wayOut);
    }

    private static bool IsExistingDevice(RpcReply reply) =>
        reply.Code?.StartsWith("iot.device.AlreadyExisted", StringComparison.OrdinalIgnoreCase) ?? false;

    internal static (string ErrorId, ErrorCategory Category, string WayOut) Describe(RejectionReason reason, ApiAction action) => reason switch
    {
        RejectionReason.Unreachable => (
            "GatewayUnreachable",
            ErrorCategory.ConnectionError,
            "Check the credential's Endpoint, the name service, a proxy and firewalls. Nothing was sent, so running it again is safe."),
        RejectionReason.TlsFailed => (
            "SecureConnectionFailed",
            ErrorCategory.SecurityError,
            "Make this machine trust the gateway's certificate. For a private gateway use Set-IotCredential -CertificateThumbprint. Nothing was sent."),
        RejectionReason.TooLong => (
            "RequestTooLong",
            ErrorCategory.InvalidArgument,
            "Use a credential with -Method Post, which has no such limit, or shorter values."),
        RejectionReason.Stopped => (
            "RunStopped",
            ErrorCategory.OperationStopped,
            "Nothing was sent, so running it again is safe."),
        RejectionReason.JournalWriteFailed => (
            "JournalNotWritable",
            ErrorCategory.WriteError,
            "Free space on the journal's disk or correct its permissions. Then run the same command with the same journal: accepted devices are not called again."),
        RejectionReason.Throttled => (
            "RequestThrottled",
            ErrorCategory.LimitsExceeded,
            "Send fewer requests a second: the quota counts all users of the account. Running these devices again is safe."),
        RejectionReason.WrongClock => (
            "ClockRefused",
            ErrorCategory.InvalidData,
            "Set this machine's clock: the gateway refuses requests whose time is too far from its own. Running these devices again is safe."),
        RejectionReason.UnknownKey => (
            "AccessKeyNotFound",
            ErrorCategory.AuthenticationError,
            "Check the AccessKey ID and that it belongs to this endpoint. Then run Set-IotCredential again."),
        RejectionReason.WrongSecret => (
            "SignatureRefused",
            ErrorCategory.AuthenticationError,
            "Check the AccessKey secret: it is not the secret of this AccessKey ID. Then run Set-IotCredential again."),
        RejectionReason.AccessDenied => (
            "AccountRefused",
            ErrorCategory.PermissionDenied,
            "See the account's console: permissions, bill and instance. An instance with an ID needs Set-IotCredential -InstanceId."),
        RejectionReason.UnknownAction => (
            "ActionNotSupported",
            ErrorCategory.NotImplemented,
            $"This gateway does not know the action {action.Name}. {action.WayAround ?? "Check that the endpoint is the one that the console shows under Cloud API."}"),
        RejectionReason.Device => (
            "DeviceRefused",
            ErrorCategory.ObjectNotFound,
            "The gateway rejected the request because of a device in it. Among several devices, -OnRejected Split finds that one. Running these devices again is safe."),
        RejectionReason.DeviceOffline => (
            "DeviceOffline",
            ErrorCategory.ResourceUnavailable,
            "Send it again when the device is online, which Get-IotDeviceStatus shows. Publish-IotMessage -Qos 1 keeps a message until then."),
        RejectionReason.Request => (
            "RequestRefused",
            ErrorCategory.InvalidArgument,
            "The code names the part of the request that the gateway does not accept. Running these devices again is safe."),
        _ => ("OutcomeUnknown", ErrorCategory.ConnectionError, WayOutOfUnknown(action.Name)),
    };

    /// <summary>What a lost call came to is found in different places.</summary>
    private static string WayOutOfUnknown(string action) => action switch
    {
        _ when KnownActions.IsWaitable(action) =>
            "The command may have been carried out. Before you call these devices again, see what they did: pipe the results, or Get-IotJournal of the run, to Wait-IotCommand. Get-IotDeviceHistory shows it too.",
        _ when action.IndexOf("OTA", StringComparison.Ordinal) >= 0 =>
            "The call may have been carried out. Before you send it again, see what it changed: QueryOTAJob, ListOTAJobByFirmware and ListOTATaskByJob of Invoke-IotApi show jobs and tasks.",
        _ => "The command may have been carried out. Before you call these devices again, see what they did: Get-IotDeviceHistory -Kind Service, or -Kind Property.",
    };
}
