namespace TuyaIot.Delivery;

/// <summary>What a reply means for a command that must not run twice.</summary>
internal readonly record struct Verdict(DeliveryStatus Status, Cause Cause)
{
    public static Verdict Accepted { get; } = new(DeliveryStatus.Accepted, Cause.None);

    public static Verdict Unknown { get; } = new(DeliveryStatus.Unknown, Cause.Ambiguous);

    /// <summary>Whether every other request of the run would fail in the same way.</summary>
    public bool EndsRun => Cause is Cause.Untrusted or Cause.Unrecorded or Cause.UnknownKey or Cause.WrongSecret or Cause.Account;

    public static Verdict Refused(Cause cause) => new(DeliveryStatus.Rejected, cause);
}
