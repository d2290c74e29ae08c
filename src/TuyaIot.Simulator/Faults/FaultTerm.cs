namespace TuyaIot.Simulator;

/// <summary>A word of a fault's text and its meaning.</summary>
/// <param name="Text">The word: a kind, a setting or a value.</param>
/// <param name="Help">Its meaning in a few words.</param>
public sealed record FaultTerm(string Text, string Help);
