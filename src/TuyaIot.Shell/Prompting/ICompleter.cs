namespace TuyaIot.Shell.Prompting;

/// <summary>What the Tab key does to a line.</summary>
internal interface ICompleter
{
    /// <summary>Puts the next completion in, or the one before it.</summary>
    void Complete(LineBuffer buffer, bool forward);

    /// <summary>Another key was typed: the next Tab completes what stands there then.</summary>
    void Reset();
}
