namespace TuyaIot.Delivery;

/// <summary>What became of a request, as far as it can be known from here.</summary>
public enum DeliveryStatus
{
    /// <summary>The gateway took the command. Whether a device carried it out is in the device's log.</summary>
    Accepted,

    /// <summary>The command was not carried out, for certain: refused, or never sent. Sending it again is safe.</summary>
    Rejected,

    /// <summary>The command may or may not have been carried out: its reply was lost. Sending it again may be a second command.</summary>
    Unknown,
}
