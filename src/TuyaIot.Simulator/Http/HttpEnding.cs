namespace TuyaIot.Simulator.Http;

/// <summary>How much of a reply goes out, and what becomes of the connection.</summary>
internal enum HttpEnding
{
    /// <summary>All of it, and the connection goes on where the client wants it to.</summary>
    Complete,

    /// <summary>Half of the body, then the connection is closed.</summary>
    CutBody,

    /// <summary>Nothing; the connection is closed.</summary>
    Close,

    /// <summary>Nothing; the connection is reset.</summary>
    Reset,

    /// <summary>Nothing; the connection stays until the client gives up.</summary>
    Hang,
}
