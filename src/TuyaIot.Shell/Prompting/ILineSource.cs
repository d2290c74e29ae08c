namespace TuyaIot.Shell.Prompting;

/// <summary>Where the statements of a session come from, line by line.</summary>
internal interface ILineSource
{
    /// <summary>Somebody sees the prompt, and goes on after a statement that failed or was stopped.</summary>
    bool IsInteractive { get; }

    InputLine Read(string prompt);
}
