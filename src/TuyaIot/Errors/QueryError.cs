using System;
using System.Management.Automation;
using TuyaIot.Delivery;

namespace TuyaIot.Errors;

/// <summary>The error of a query. Nothing was changed by it, so only the reason and the way out are said.</summary>
internal static class QueryError
{
    public static ErrorRecord Create(Outcome outcome, string subject, object? target)
    {
        (string errorId, ErrorCategory category, string wayOut) = outcome.Verdict.Reason switch
        {
            RejectionReason.Ambiguous => (
                "QueryFailed", ErrorCategory.ConnectionError, "Run the command again: a query changes nothing. The message names the fault of the gateway or the network."),
            RejectionReason.Device => ("DeviceNotFound", ErrorCategory.ObjectNotFound, "Check the device name and the product. The code names the reason."),
            RejectionReason.AccessDenied or RejectionReason.Request when OutcomeError.IsUnknownAction(outcome.Reply) => OutcomeError.DescribeUnknownAction(),
            RejectionReason.Request when IsMissingProduct(outcome) => (
                "ProductNotFound", ErrorCategory.ObjectNotFound, "Check the key: Get-IotCredential shows the product of a credential, and the console shows all of them."),
            RejectionReason.Request => ("QueryRefused", ErrorCategory.InvalidArgument, "The code names the part of the request that the gateway does not accept."),
            RejectionReason other => OutcomeError.Describe(other),
        };
        string reason = outcome.Reply.ErrorMessage?.TrimEnd('.', ' ') ?? "the gateway gave no reason";
        string code = outcome.Reply.Code is string text ? $" [{text}]" : string.Empty;
        return IotError.Create(errorId, category, target, $"Cannot read {subject}: {reason}{code}.", wayOut);
    }

    private static bool IsMissingProduct(Outcome outcome) =>
        outcome.Reply.Code?.StartsWith("iot.prod.NotExisted", StringComparison.OrdinalIgnoreCase) ?? false;
}
