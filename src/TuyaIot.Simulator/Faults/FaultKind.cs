namespace TuyaIot.Simulator;

/// <summary>The ways in which a simulator can fail.</summary>
public enum FaultKind
{
    /// <summary>Refuses requests beyond PerSecond, or all that the fault is for, as too many.</summary>
    Throttle,

    /// <summary>HTTP 200 with Success false and Code, as for a device that the gateway does not accept.</summary>
    Reject,

    /// <summary>HTTP 500 with the code InternalError.</summary>
    InternalError,

    /// <summary>HTTP 502 with the HTML page of a proxy.</summary>
    BadGateway,

    /// <summary>HTTP 503 with the code ServiceUnavailable.</summary>
    Unavailable,

    /// <summary>The connection is reset instead of a reply.</summary>
    Reset,

    /// <summary>The connection is closed instead of a reply.</summary>
    Close,

    /// <summary>No reply. The connection stays open until the client gives up.</summary>
    Hang,

    /// <summary>A complete HTTP reply whose JSON ends in the middle.</summary>
    CutJson,

    /// <summary>Half of a reply, then the connection is closed.</summary>
    CutBody,

    /// <summary>A complete HTTP reply that is not JSON.</summary>
    GarbledJson,

    /// <summary>The right reply after Delay.</summary>
    Slow,

    /// <summary>The right reply with a body of Size bytes.</summary>
    HugeReply,

    /// <summary>HTTP 302 to Location.</summary>
    Redirect,

    /// <summary>The gateway's clock is always wrong by Offset.</summary>
    Clock,

    /// <summary>The gateway stops for Delay at the start of each Period. Requests wait until it goes on.</summary>
    Stall,

    /// <summary>The message server detaches the link of a client, with Code or without an error. The connection stays.</summary>
    Detach,

    /// <summary>The message server ends the session of a client. The connection stays.</summary>
    EndSession,

    /// <summary>A client gets no more messages for Delay, or until it connects again, while its heartbeats are answered.</summary>
    Starve,

    /// <summary>The message server resets the connection of a client.</summary>
    Vanish,

    /// <summary>A message is pushed twice.</summary>
    Duplicate,

    /// <summary>A message is pushed after the one that follows it, or after Delay if none follows.</summary>
    Reorder,

    /// <summary>A message is pushed after Delay.</summary>
    Late,
}
