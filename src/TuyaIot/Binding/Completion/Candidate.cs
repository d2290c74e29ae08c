namespace TuyaIot.Binding.Completion;

/// <summary>A value that a parameter may take.</summary>
/// <param name="Value">As the parameter takes it.</param>
/// <param name="Tooltip">What it is, in a few words.</param>
internal readonly record struct Candidate(string Value, string Tooltip);
