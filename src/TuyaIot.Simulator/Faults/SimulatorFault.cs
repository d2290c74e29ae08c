using System;
using System.Collections;
using System.Collections.Generic;
using System.Text.Json;
using System.Threading;
using TuyaIot.Simulator.Faults;

namespace TuyaIot.Simulator;

/// <summary>
/// A fault and the requests that it affects: all of them, unless Rate, Nth, Every, DeviceName, Action or Times limit them.
/// </summary>
public sealed class SimulatorFault
{
    /// <summary>Creates a fault that throttles every request. Set the properties for another one.</summary>
    public SimulatorFault()
    {
    }

    private SimulatorFault(FaultValues values)
    {
        Kind = values.Kind;
        Rate = values.GetNumber("rate", static rate => rate is >= 0 and <= 1) ?? Rate;
        Nth = values.GetWholeNumbers("nth");
        Every = values.GetWholeNumber("every") ?? Every;
        DeviceName = values.GetTexts("deviceName");
        Action = values.GetText("action");
        Times = values.GetWholeNumber("times") ?? Times;
        When = values.GetWord<FaultTiming>("when") ?? (FaultHelp.CanPrecede(Kind) ? FaultTiming.Before : FaultTiming.After);
        PerSecond = values.GetNumber("perSecond", static rate => rate is > 0 and < double.PositiveInfinity) ?? PerSecond;
        Counting = values.GetWord<ThrottleCounting>("count") ?? Counting;
        CountRefused = values.GetFlag("countRefused") ?? CountRefused;
        Jitter = values.GetDuration("jitter", TimeSpan.Zero) ?? Jitter;
        Header = values.GetWord<ThrottleHeader>("header") ?? Header;
        Status = values.GetWholeNumber("status", static status => status is 400 or 429) ?? Status;
        Code = values.GetText("code");
        Delay = values.GetDuration("delay", TimeSpan.Zero) ?? (Kind == FaultKind.Starve ? Timeout.InfiniteTimeSpan : Delay);
        After = values.GetDuration("after", TimeSpan.Zero);
        Period = values.GetDuration("period", TimeSpan.Zero) ?? Period;
        Offset = values.GetDuration("offset", TimeSpan.MinValue) ?? Offset;
        Size = values.GetWholeNumber("size") ?? Size;
        Location = values.GetText("location") ?? Location;
        if (Kind == FaultKind.Stall && Period <= Delay)
        {
            throw values.CreateError("period", values.GetText("period") ?? "10s");
        }
    }

    /// <summary>What goes wrong.</summary>
    public FaultKind Kind { get; init; }

    /// <summary>The share of the requests that it affects, drawn from the simulator's seed.</summary>
    public double Rate { get; init; } = 1;

    /// <summary>Affects only these requests, counted from 1 among those that DeviceName and Action select.</summary>
    public IReadOnlyList<int> Nth { get; init; } = [];

    /// <summary>Affects each request whose count is a multiple of this.</summary>
    public int Every { get; init; } = 1;

    /// <summary>Affects requests that name one of these devices.</summary>
    public IReadOnlyList<string> DeviceName { get; init; } = [];

    /// <summary>Affects requests for this action.</summary>
    public string? Action { get; init; }

    /// <summary>Affects at most this many requests.</summary>
    public int Times { get; init; } = int.MaxValue;

    /// <summary>Whether the command is carried out nevertheless.</summary>
    public FaultTiming When { get; init; }

    /// <summary>Throttle: accepted requests a second; 0 accepts none.</summary>
    public double PerSecond { get; init; }

    /// <summary>Throttle: how the requests of a second are counted. Default: a token bucket.</summary>
    public ThrottleCounting Counting { get; init; }

    /// <summary>Throttle: whether refused requests count like accepted ones.</summary>
    public bool CountRefused { get; init; }

    /// <summary>Throttle: each request arrives late by a random time up to this.</summary>
    public TimeSpan Jitter { get; init; }

    /// <summary>Throttle: the header that says when to retry.</summary>
    public ThrottleHeader Header { get; init; }

    /// <summary>Throttle: the HTTP status. Default: 400.</summary>
    public int Status { get; init; } = 400;

    /// <summary>Detach, EndSession, Starve, Vanish: the time from the start of a link to its fault, or null if messages cause it.</summary>
    public TimeSpan? After { get; init; }

    /// <summary>Throttle and Reject: the error code. Detach: the error.</summary>
    public string? Code { get; init; }

    /// <summary>Slow: how late the reply is. Stall: how long it lasts. Throttle without PerSecond: the wait that the header names.
    /// Late and Reorder: how late the message is. Starve: how long it lasts.</summary>
    public TimeSpan Delay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Stall: the time from the start of one stall to the start of the next.</summary>
    public TimeSpan Period { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Clock: how far the gateway's clock is ahead. Negative: how far it is behind.</summary>
    public TimeSpan Offset { get; init; }

    /// <summary>HugeReply: the length of the body in bytes.</summary>
    public int Size { get; init; } = 10 * 1024 * 1024;

    /// <summary>Redirect: the target. Default: another path of this gateway.</summary>
    public string Location { get; init; } = "/elsewhere";

    /// <summary>Parses a text such as <c>Reset rate=0.01 when=after</c>.</summary>
    /// <exception cref="SimulatorException">The text has no kind, an unknown setting or a value that the setting does not take.</exception>
    public static SimulatorFault Parse(string text) => new(FaultParser.Parse(text));

    /// <summary>Reads a hashtable whose keys are Kind and the settings.</summary>
    /// <exception cref="SimulatorException">As for a text.</exception>
    public static SimulatorFault Parse(IDictionary settings) => new(FaultParser.Parse(settings));

    /// <inheritdoc/>
    public override string ToString() => Kind.ToString();

    /// <param name="settings">An object of a scenario.</param>
    /// <param name="where">Its place, for messages.</param>
    internal static SimulatorFault Parse(JsonElement settings, string where) => new(FaultParser.Parse(settings, where));
}
