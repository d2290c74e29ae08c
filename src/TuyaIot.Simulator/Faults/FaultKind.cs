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
}
