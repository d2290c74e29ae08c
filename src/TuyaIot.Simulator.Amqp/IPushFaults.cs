using System;
using System.Collections.Generic;

namespace TuyaIot.Simulator.Amqp;

/// <summary>Decides what goes wrong in one consumer group. One caller asks at a time.</summary>
public interface IPushFaults
{
    /// <summary>What goes wrong with this message, which is new in the group.</summary>
    PushFault Next(PushedMessage message);

    /// <summary>What goes wrong with a link that a client has just attached, each with its time from now.</summary>
    IReadOnlyList<KeyValuePair<TimeSpan, LinkFault>> NextOfLink();
}

/// <summary>What goes wrong with one message.</summary>
/// <param name="IsDuplicated">Whether it is pushed twice.</param>
/// <param name="IsReordered">Whether it is pushed after the message that follows it, or after <paramref name="Delay"/> if none follows.</param>
/// <param name="Delay">How late it is.</param>
/// <param name="Link">What happens to the link once it was pushed.</param>
public readonly record struct PushFault(bool IsDuplicated, bool IsReordered, TimeSpan Delay, LinkFault? Link);

/// <summary>What happens to a link.</summary>
/// <param name="Kind">The fault.</param>
/// <param name="Condition">The error that a detach names, or null if it names none.</param>
/// <param name="Length">How long a link starves.</param>
public sealed record LinkFault(LinkFaultKind Kind, string? Condition, TimeSpan Length);

/// <summary>The ways in which a link fails.</summary>
public enum LinkFaultKind
{
    /// <summary>The link is detached. The connection stays.</summary>
    Detach,

    /// <summary>The session is ended. The connection stays.</summary>
    EndSession,

    /// <summary>No more messages, while heartbeats are answered.</summary>
    Starve,

    /// <summary>The connection is reset.</summary>
    Vanish,
}
