namespace TuyaIot.Pipeline;

/// <summary>What is done with a batch that the gateway refused for the sake of a device in it.</summary>
public enum OnRejected
{
    /// <summary>It is reported as rejected, all its devices together.</summary>
    Report,

    /// <summary>It is halved, again and again, until the device that it was refused for stands alone and the others are accepted.</summary>
    Split,
}
