namespace TuyaIot.Delivery;

/// <summary>Why a request was not accepted, as far as it decides what is done next.</summary>
internal enum RejectionReason
{
    /// <summary>Accepted.</summary>
    None,

    /// <summary>The answer was lost, or says nothing that can be relied upon.</summary>
    Ambiguous,

    /// <summary>Never sent: no connection.</summary>
    Unreachable,

    /// <summary>Never sent: TLS could not be agreed upon, which the next request will not change.</summary>
    TlsFailed,

    /// <summary>Never sent: it is longer than a URL may be.</summary>
    TooLong,

    /// <summary>Never sent: the run was stopped first.</summary>
    Stopped,

    /// <summary>Never sent: what is about to be sent could not be written to the journal.</summary>
    JournalWriteFailed,

    /// <summary>Refused for now: too many requests.</summary>
    Throttled,

    /// <summary>Refused because the clocks differ.</summary>
    WrongClock,

    /// <summary>Refused because the gateway does not know the AccessKey ID.</summary>
    UnknownKey,

    /// <summary>Refused because the signature was made with another secret.</summary>
    WrongSecret,

    /// <summary>Refused for the account's or the instance's sake: permission, bill, instance.</summary>
    AccessDenied,

    /// <summary>Refused because the gateway does not know the action.</summary>
    UnknownAction,

    /// <summary>Refused for the sake of a device in it.</summary>
    Device,

    /// <summary>Refused because the device is offline, so that nothing was delivered to it.</summary>
    DeviceOffline,

    /// <summary>Refused for what it asks.</summary>
    Request,
}
