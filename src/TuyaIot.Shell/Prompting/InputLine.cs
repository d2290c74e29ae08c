namespace TuyaIot.Shell.Prompting;

/// <summary>How reading a line ended.</summary>
internal enum InputEnd
{
    Entered,
    Interrupted,
    EndOfInput,
}

/// <summary>A line that a user typed, or the way in which there is none.</summary>
internal sealed record InputLine(InputEnd End, string Text)
{
    internal static InputLine Interrupted { get; } = new(InputEnd.Interrupted, string.Empty);

    internal static InputLine EndOfInput { get; } = new(InputEnd.EndOfInput, string.Empty);
}
