using System;
using System.Collections.Generic;
using System.Linq;

namespace TuyaIot.Binding.Completion;

/// <summary>What the words of a fault mean, in a few words. about_TuyaIot_Simulator says more.</summary>
internal static class FaultWords
{
    private static readonly Dictionary<string, string> Settings = new(StringComparer.OrdinalIgnoreCase)
    {
        ["rate"] = "strikes this share of the requests, from 0 to 1",
        ["nth"] = "strikes these requests only, such as 3 or 1,4",
        ["every"] = "strikes each third, fifth, ... request",
        ["deviceName"] = "strikes requests that name one of these devices",
        ["action"] = "strikes requests for this action",
        ["times"] = "strikes so often and no more",
        ["when"] = "before: instead of the carrying out; after: behind it",
        ["perSecond"] = "the requests a second that pass",
        ["header"] = "how the client is told when to come back",
        ["status"] = "400, or 429",
        ["code"] = "the error code",
        ["delay"] = "how late the reply is, such as 250ms or 2s",
        ["offset"] = "how far the clock is ahead, such as 20m, or behind, -20m",
        ["size"] = "the length of the body in bytes",
        ["location"] = "where to",
    };

    private static readonly CompletionItem[] Values =
    [
        new("when=before", "the command was not carried out"),
        new("when=after", "the command was carried out although the answer was lost"),
        new("header=none", "it is not told"),
        new("header=acs", "x-acs-retry-after, in milliseconds"),
        new("header=seconds", "Retry-After, in seconds"),
        new("header=date", "Retry-After, as a date"),
        new("status=400", "as the platform does"),
        new("status=429", "as HTTP has it"),
    ];

    public static IReadOnlyList<CompletionItem> Kinds { get; } =
    [
        new("Throttle", "refused for too many requests"),
        new("Reject", "HTTP 200 with Success false, as for a device that is not accepted"),
        new("InternalError", "HTTP 500"),
        new("BadGateway", "HTTP 502 with the HTML page of a proxy"),
        new("Unavailable", "HTTP 503"),
        new("Reset", "the connection is reset instead of a reply"),
        new("Close", "the connection is closed instead of a reply"),
        new("Hang", "no reply, and the connection stays open"),
        new("CutJson", "a complete reply whose JSON ends in the middle"),
        new("CutBody", "half a reply, then the connection is closed"),
        new("GarbledJson", "a complete reply that is no JSON"),
        new("Slow", "the right reply, late"),
        new("HugeReply", "the right verdict in a reply of 10 MB"),
        new("Redirect", "HTTP 302"),
        new("Clock", "the gateway's clock is wrong, always"),
    ];

    public static string Of(string setting) => Settings.TryGetValue(setting, out string? meaning) ? meaning : setting;

    /// <summary>None for a setting that takes numbers or names.</summary>
    public static IEnumerable<CompletionItem> ValuesOf(string setting) =>
        Values.Where(value => value.Value.StartsWith(setting + "=", StringComparison.OrdinalIgnoreCase));
}
