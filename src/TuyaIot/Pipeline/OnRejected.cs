namespace TuyaIot;

/// <summary>What happens to a batch that the gateway rejects because of a device in it.</summary>
public enum OnRejected
{
    /// <summary>It is reported as rejected, with all its devices.</summary>
    Report,

    /// <summary>It is halved until the rejected device stands alone and the others are accepted.</summary>
    Split,
}
