using System;
using System.Collections;
using System.Collections.Generic;
using TuyaIot.Simulator.Faults;

namespace TuyaIot.Simulator;

/// <summary>
/// One thing that goes wrong, and for which requests: all of them, unless Rate, Nth, Every, DeviceName, Action or Times say less.
/// </summary>
public sealed class SimulatorFault
{
    /// <summary>What goes wrong.</summary>
    public FaultKind Kind { get; init; }

    /// <summary>The share of the requests that it strikes, drawn by the simulator's seed.</summary>
    public double Rate { get; init; } = 1;

    /// <summary>Strikes these requests only, counted from 1 among those that DeviceName and Action let through.</summary>
    public IReadOnlyList<int> Nth { get; init; } = [];

    /// <summary>Strikes each request whose count is a multiple of this.</summary>
    public int Every { get; init; } = 1;

    /// <summary>Strikes requests that name one of these devices.</summary>
    public IReadOnlyList<string> DeviceName { get; init; } = [];

    /// <summary>Strikes requests for this action.</summary>
    public string? Action { get; init; }

    /// <summary>Strikes so often and no more.</summary>
    public int Times { get; init; } = int.MaxValue;

    /// <summary>Whether the command was carried out nevertheless.</summary>
    public FaultWhen When { get; init; }

    /// <summary>Throttle: the requests a second that pass; 0 lets none pass.</summary>
    public double PerSecond { get; init; }

    /// <summary>Throttle: how the client is told when to come back.</summary>
    public ThrottleHeader Header { get; init; }

    /// <summary>Throttle: 400 unless 429 is wanted.</summary>
    public int Status { get; init; } = 400;

    /// <summary>Throttle and Reject: the error code.</summary>
    public string? Code { get; init; }

    /// <summary>Slow: how late the reply is. Throttle by Rate or count: what the header says.</summary>
    public TimeSpan Delay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Clock: how far the gateway's clock is ahead; negative, how far behind.</summary>
    public TimeSpan Offset { get; init; }

    /// <summary>HugeReply: the length of the body in bytes.</summary>
    public int Size { get; init; } = 10 * 1024 * 1024;

    /// <summary>Redirect: where to; another path of this gateway unless given.</summary>
    public string Location { get; init; } = "/elsewhere";

    /// <summary>The settings that a kind of fault has, by the names that texts, hashtables and scenarios use.</summary>
    public static IReadOnlyList<string> GetSettings(FaultKind kind) => FaultSettings.NamesFor(kind);

    /// <summary>Reads a text such as <c>Reset rate=0.01 when=after</c>.</summary>
    /// <exception cref="SimulatorException">It names no kind, an unknown setting or a value that the setting does not take.</exception>
    public static SimulatorFault Parse(string text) => FaultReader.Read(text);

    /// <summary>Reads a hashtable whose keys are Kind and the settings.</summary>
    /// <exception cref="SimulatorException">As for a text.</exception>
    public static SimulatorFault Parse(IDictionary settings) => FaultReader.Read(settings);

    /// <inheritdoc/>
    public override string ToString() => Kind.ToString();
}
