namespace TuyaIot.Journals;

/// <summary>A device by what names it: another product may have a device of the same name.</summary>
internal readonly record struct JournalDevice(string? ProductKey, string DeviceName);
