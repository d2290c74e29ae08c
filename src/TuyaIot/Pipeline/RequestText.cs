using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using TuyaIot.Delivery;
using TuyaIot.Replies;
using TuyaIot.Signing;

namespace TuyaIot.Pipeline;

/// <summary>A request and its outcome in the words of the verbose and debug streams.</summary>
internal static class RequestText
{
    /// <summary>A message of 256 kB would fill the screen.</summary>
    private const int MaxValueLength = 400;

    public static string Describe(Outcome outcome) => string.Format(
        CultureInfo.InvariantCulture,
        "{0} after {1:#,0} ms, HTTP {2}, waited {3:#,0} ms, attempts: {4}, RequestId: {5}",
        outcome.Verdict.Status,
        outcome.Latency?.TotalMilliseconds ?? 0,
        outcome.Reply.HttpStatus?.ToString(CultureInfo.InvariantCulture) ?? "none",
        outcome.Waited.TotalMilliseconds,
        outcome.Attempts,
        outcome.Reply.RequestId ?? "none");

    public static string Describe(string action, IotCredential credential, IEnumerable<RpcParameter> parameters) =>
        $"{action} {credential.Method} {credential.Endpoint} {string.Join(" ", parameters.Select(Describe))}";

    private static string Describe(RpcParameter parameter)
    {
        string value = LogSanitizer.IsSecretName(parameter.Name) ? LogSanitizer.Mask : parameter.Value;
        return $"{parameter.Name}={(value.Length > MaxValueLength ? value.Substring(0, MaxValueLength) + "…" : value)}";
    }
}
