namespace TuyaIot.Journals;

/// <summary>A device of a journal with one of its requests.</summary>
/// <param name="Name">Its name, which another product may have too.</param>
/// <param name="Key">Its key in the ledger.</param>
/// <param name="Send">What was about to be sent to it.</param>
/// <param name="Reply">What became of that; null where nothing was heard of it.</param>
internal readonly record struct ListedDevice(string Name, DeviceKey Key, JournalSend Send, JournalOutcome? Reply)
{
    public string? ProductKey => Send.ProductKey;

    public DeviceOutcome Outcome => DeviceLedger.From(Reply);
}
