using System;
using System.Management.Automation;
using TuyaIot.Delivery;

namespace TuyaIot.Errors;

/// <summary>The error of a query. Nothing was changed by it, so only the reason and the way out are said.</summary>
internal static class QueryError
{
    public static ErrorRecord Create(Outcome outcome, ApiAction action, string subject, object? target)
    {
        (string errorId, ErrorCategory category, string wayOut) = outcome.Verdict.Reason switch
        {
            RejectionReason.Ambiguous => (
                "QueryFailed", ErrorCategory.ConnectionError, "Run the command again: a query changes nothing. The message names the fault of the gateway or the network."),
            RejectionReason.Device when IsOfAnotherAccount(outcome) => (
                "DeviceOfAnotherAccount", ErrorCategory.PermissionDenied, "Use a key of the account that the device belongs to, or leave this name out."),
            RejectionReason.Device => ("DeviceNotFound", ErrorCategory.ObjectNotFound, "Check the device name and the product. The code names the reason."),
            RejectionReason.Request when IsMissingProduct(outcome) => (
                "ProductNotFound", ErrorCategory.ObjectNotFound, "Check the key: Get-IotCredential shows the product of a credential, and the console shows all of them."),
            RejectionReason.Request => ("QueryRefused", ErrorCategory.InvalidArgument, "The code names the part of the request that the gateway does not accept."),
            RejectionReason other => OutcomeError.Describe(other, action),
        };
        string reason = outcome.Reply.ErrorMessage?.TrimEnd('.', ' ') ?? "the gateway gave no reason";
        string code = outcome.Reply.Code is string text ? $" [{text}]" : string.Empty;
        return IotError.Create(errorId, category, target, $"Cannot read {subject}: {reason}{code}.", wayOut);
    }

    /// <summary>A device that the reply leaves out, which says that there is none.</summary>
    public static ErrorRecord LeftOut(string device, string? productKey) => IotError.Create(
        "DeviceNotFound",
        ErrorCategory.ObjectNotFound,
        device,
        productKey is null ? $"The gateway knows no device with the IotId {device}." : $"Product {productKey} has no device {device}.",
        "Check the device name and the product. Get-IotDevice lists the devices of a product.");

    private static bool IsOfAnotherAccount(Outcome outcome) =>
        outcome.Reply.Code?.StartsWith("iot.common.AuthActionPermissionDeny", StringComparison.OrdinalIgnoreCase) ?? false;

    private static bool IsMissingProduct(Outcome outcome) =>
        outcome.Reply.Code?.StartsWith("iot.prod.NotExisted", StringComparison.OrdinalIgnoreCase) ?? false;
}
