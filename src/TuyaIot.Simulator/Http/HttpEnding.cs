namespace TuyaIot.Simulator.Http;

/// <summary>How much of a reply is written, and what happens to the connection.</summary>
internal enum HttpEnding
{
    /// <summary>All of it. The connection stays open if the client wants it to.</summary>
    Complete,

    /// <summary>Half of the body, then the connection is closed.</summary>
    CutBody,

    /// <summary>Nothing; the connection is closed.</summary>
    Close,

    /// <summary>Nothing; the connection is reset.</summary>
    Reset,

    /// <summary>Nothing; the connection stays open until the client gives up.</summary>
    Hang,
}
