using System;
using System.Collections.Generic;
using System.Linq;
using TuyaIot.Simulator.Faults;

namespace TuyaIot.Simulator;

/// <summary>The words of a fault: its kinds, the settings of each kind and their values. A setting that its kind does not use is rejected.</summary>
public static class FaultHelp
{
    private const string Positive = "a whole number from 1";

    private static readonly FaultSetting[] Settings =
    [
        new("rate", HasTrigger, "a number from 0 to 1", "affects this share of the requests, from 0 to 1"),
        new("nth", HasTrigger, "whole numbers from 1", "affects only these requests, such as 3 or 1,4"),
        new("every", HasTrigger, Positive, "affects each third, fifth, ... request"),
        new("deviceName", HasTrigger, "names of devices", "affects requests that name one of these devices"),
        new("action", static kind => HasTrigger(kind) && !IsOfMessages(kind), "the name of an action", "affects requests for this action"),
        new("times", HasTrigger, Positive, "affects at most this many requests"),
        new(
            "when",
            static kind => CanPrecede(kind) && kind is not (FaultKind.Throttle or FaultKind.Reject),
            "before or after",
            "whether the command is carried out",
            new FaultTerm("before", "the command is not carried out"),
            new FaultTerm("after", "the command is carried out, but its reply is lost")),
        new("perSecond", IsThrottle, "a number above 0", "accepts this many requests a second"),
        new(
            "count",
            IsThrottle,
            "bucket, lastSecond or fixedSecond",
            "how the requests of a second are counted",
            new FaultTerm("bucket", "a token bucket that holds the requests of one second; this is the default"),
            new FaultTerm("lastSecond", "a sliding window: the requests of the last second"),
            new FaultTerm("fixedSecond", "fixed windows: from 0 again with each second of the clock")),
        new(
            "countRefused",
            IsThrottle,
            "true or false",
            "whether refused requests count too",
            new FaultTerm("true", "a refused request counts like an accepted one"),
            new FaultTerm("false", "only accepted requests count; this is the default")),
        new("jitter", IsThrottle, Duration.Form, "delays each request at random by up to this, such as 300ms, before it is counted"),
        new(
            "header",
            IsThrottle,
            "none, acs, seconds or date",
            "the header that says when to retry",
            new FaultTerm("none", "no header; this is the default"),
            new FaultTerm("acs", "x-acs-retry-after, in milliseconds"),
            new FaultTerm("seconds", "Retry-After, in seconds"),
            new FaultTerm("date", "Retry-After, as a date")),
        new(
            "status",
            IsThrottle,
            "400 or 429",
            "the HTTP status",
            new FaultTerm("400", "as the platform; this is the default"),
            new FaultTerm("429", "as HTTP defines it")),
        new("code", static kind => kind is FaultKind.Throttle or FaultKind.Reject, "an error code", "the error code of the reply"),
        new("code", static kind => kind == FaultKind.Detach, "an error", "the error that the detach names, such as amqp:internal-error; none if it is not set"),
        new("after", IsOfLinks, Duration.Form, "affects links this long after their start, such as 10s; the other settings count links then"),
        new("delay", static kind => kind == FaultKind.Starve, Duration.Form, "how long no message comes; until the next connection if it is not set"),
        new("delay", static kind => kind == FaultKind.Reorder, Duration.Form, "how late the message is at most, such as 2s"),
        new("delay", static kind => kind == FaultKind.Late, Duration.Form, "how late the message is, such as 2s"),
        new("delay", IsThrottle, Duration.Form, "the wait that the header names if perSecond is not set, such as 2s"),
        new("delay", static kind => kind == FaultKind.Slow, Duration.Form, "how late the reply is, such as 250ms or 2s"),
        new("delay", static kind => kind == FaultKind.Stall, Duration.Form, "how long the gateway stops, such as 800ms"),
        new("period", static kind => kind == FaultKind.Stall, "a duration longer than delay, such as 10s", "how often it stops, such as 10s"),
        new("offset", static kind => kind == FaultKind.Clock, Duration.Form, "how far the clock is ahead, such as 20m, or behind, such as -20m"),
        new("size", static kind => kind == FaultKind.HugeReply, Positive, "the length of the body in bytes"),
        new("location", static kind => kind == FaultKind.Redirect, "a URL or a path", "the target of the redirect"),
    ];

    /// <summary>The kinds of faults.</summary>
    public static IReadOnlyList<FaultTerm> Kinds { get; } =
    [
        new(nameof(FaultKind.Throttle), "refuses requests as too many"),
        new(nameof(FaultKind.Reject), "HTTP 200 with Success false, as for a device that is not accepted"),
        new(nameof(FaultKind.InternalError), "HTTP 500"),
        new(nameof(FaultKind.BadGateway), "HTTP 502 with the HTML page of a proxy"),
        new(nameof(FaultKind.Unavailable), "HTTP 503"),
        new(nameof(FaultKind.Reset), "resets the connection instead of a reply"),
        new(nameof(FaultKind.Close), "closes the connection instead of a reply"),
        new(nameof(FaultKind.Hang), "sends no reply and keeps the connection open"),
        new(nameof(FaultKind.CutJson), "a complete HTTP reply whose JSON ends in the middle"),
        new(nameof(FaultKind.CutBody), "half of a reply, then the connection is closed"),
        new(nameof(FaultKind.GarbledJson), "a complete HTTP reply that is not JSON"),
        new(nameof(FaultKind.Slow), "the right reply, late"),
        new(nameof(FaultKind.HugeReply), "the right reply with a body of 10 MB"),
        new(nameof(FaultKind.Redirect), "HTTP 302"),
        new(nameof(FaultKind.Clock), "the gateway's clock is always wrong"),
        new(nameof(FaultKind.Stall), "the gateway stops for a while again and again, and requests wait"),
        new(nameof(FaultKind.Detach), "detaches the link of a message client"),
        new(nameof(FaultKind.EndSession), "ends the session of a message client"),
        new(nameof(FaultKind.Starve), "gives a message client nothing more, and replies to its heartbeats"),
        new(nameof(FaultKind.Vanish), "resets the connection of a message client"),
        new(nameof(FaultKind.Duplicate), "pushes a message twice"),
        new(nameof(FaultKind.Reorder), "pushes a message after the next one"),
        new(nameof(FaultKind.Late), "pushes a message late"),
    ];

    /// <summary>The settings that a kind of fault has.</summary>
    public static IReadOnlyList<FaultTerm> GetSettings(FaultKind kind) =>
        [.. Settings.Where(setting => setting.IsFor(kind)).Select(static setting => new FaultTerm(setting.Name, setting.Help))];

    /// <summary>The words that a setting takes; none if it takes numbers or names.</summary>
    public static IReadOnlyList<FaultTerm> GetValues(string setting) => Array.Find(Settings, known => known.Is(setting))?.Values ?? [];

    internal static FaultSetting? Find(FaultKind kind, string name) => Array.Find(Settings, setting => setting.Is(name) && setting.IsFor(kind));

    /// <summary>Whether a fault can replace the carrying out of a command. A damaged reply is always one to a command that was carried out.</summary>
    internal static bool CanPrecede(FaultKind kind) =>
        HasTrigger(kind) && !IsOfMessages(kind) && kind is not (FaultKind.CutJson or FaultKind.CutBody or FaultKind.GarbledJson or FaultKind.Slow or FaultKind.HugeReply);

    /// <summary>Whether a fault is one of messages, and of no request.</summary>
    internal static bool IsOfMessages(FaultKind kind) => IsOfLinks(kind) || kind is FaultKind.Duplicate or FaultKind.Reorder or FaultKind.Late;

    private static bool IsOfLinks(FaultKind kind) => kind is FaultKind.Detach or FaultKind.EndSession or FaultKind.Starve or FaultKind.Vanish;

    private static bool HasTrigger(FaultKind kind) => kind is not (FaultKind.Clock or FaultKind.Stall);

    private static bool IsThrottle(FaultKind kind) => kind == FaultKind.Throttle;
}
