using System;
using System.Text.Json;
using TuyaIot.Journals;

namespace TuyaIot.Execution;

/// <summary>What became of a command at one device.</summary>
/// <param name="Command">The command.</param>
/// <param name="DeviceName">The device.</param>
/// <param name="Status">What became of it.</param>
/// <param name="Message">Why, in words.</param>
internal sealed record DeviceExecution(SentCommand Command, string DeviceName, ExecutionStatus Status, string Message)
{
    /// <summary>The code of the answer.</summary>
    public string? Code { get; init; }

    /// <summary>What the device answered with.</summary>
    public JsonElement? Output { get; init; }

    /// <summary>By what it is known; null where nothing came.</summary>
    public ExecutionEvidence? Evidence { get; init; }

    /// <summary>Whether it was matched without an id.</summary>
    public bool Inferred { get; init; }

    /// <summary>Whether it came after the time of the wait, or after another status of the device.</summary>
    public bool Late { get; init; }

    /// <summary>From the send to the evidence; null where none came.</summary>
    public TimeSpan? Elapsed { get; init; }

    /// <summary>When it became known.</summary>
    public DateTimeOffset SettledAt { get; init; }

    /// <summary>Whether it contradicts what was said of the device before, which stays.</summary>
    public bool Contradicts { get; init; }

    /// <summary>Not the output, which may hold a secret.</summary>
    public override string ToString() => $"{Status}: {DeviceName}";
}
