namespace TuyaIot.Fuzz.Tests.Runs;

/// <summary>An input that a target does not read as it should.</summary>
/// <param name="Index">Its number.</param>
/// <param name="Kind">The same for all inputs that show the same defect.</param>
/// <param name="Problem">What happened.</param>
/// <param name="Input">The input.</param>
internal sealed record FuzzFailure(int Index, string Kind, string Problem, byte[] Input);
