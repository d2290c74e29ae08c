namespace TuyaIot.Delivery;

/// <summary>What a reply means for a command that must not run twice.</summary>
internal readonly record struct Verdict(DeliveryStatus Status, RejectionReason Reason)
{
    public static Verdict Accepted { get; } = new(DeliveryStatus.Accepted, RejectionReason.None);

    public static Verdict Unknown { get; } = new(DeliveryStatus.Unknown, RejectionReason.Ambiguous);

    /// <summary>Whether every other request of the run would fail in the same way.</summary>
    public bool EndsRun => Reason is RejectionReason.TlsFailed or RejectionReason.JournalWriteFailed or RejectionReason.UnknownKey
        or RejectionReason.WrongSecret or RejectionReason.AccessDenied or RejectionReason.UnknownAction;

    /// <summary>
    /// The verdict on a request of which an earlier copy's answer was lost: no refusal of a later one tells what became of that
    /// copy. What would fail for every request still ends the run.
    /// </summary>
    public Verdict AfterLostAnswer() => this switch
    {
        { Status: not DeliveryStatus.Rejected } => this,
        { EndsRun: true } => this with { Status = DeliveryStatus.Unknown },
        _ => Unknown,
    };

    public static Verdict Refused(RejectionReason reason) => new(DeliveryStatus.Rejected, reason);
}
