namespace TuyaIot.Simulator.State;

/// <summary>How a connected device answers a request that waits for it: RRpc and a synchronous service.</summary>
internal enum DeviceReply
{
    /// <summary>In time.</summary>
    Success,

    /// <summary>It receives the request and does not answer.</summary>
    Timeout,

    /// <summary>Its connection is lost, and the gateway has not noticed yet: nothing arrives.</summary>
    HalfConn,

    /// <summary>The gateway fails.</summary>
    Unknown,
}
