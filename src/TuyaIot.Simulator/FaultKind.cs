namespace TuyaIot.Simulator;

/// <summary>What can go wrong between a client and its devices.</summary>
public enum FaultKind
{
    /// <summary>Refused for too many requests: those beyond PerSecond, or those that the fault is for.</summary>
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

    /// <summary>No reply, and the connection stays open until the client gives up.</summary>
    Hang,

    /// <summary>A complete reply whose JSON ends in the middle.</summary>
    CutJson,

    /// <summary>A reply of which half arrives before the connection is closed.</summary>
    CutBody,

    /// <summary>A complete reply that is no JSON.</summary>
    GarbledJson,

    /// <summary>The right reply after a Delay.</summary>
    Slow,

    /// <summary>The right verdict in a reply of Size bytes.</summary>
    HugeReply,

    /// <summary>HTTP 302 to Location.</summary>
    Redirect,

    /// <summary>The gateway's clock is wrong by Offset, always.</summary>
    Clock,
}
