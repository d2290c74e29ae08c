namespace TuyaIot.Shell.Prompting;

/// <summary>An answer to a question has no completions.</summary>
internal sealed class NoCompleter : ICompleter
{
    public void Complete(LineBuffer buffer, bool forward)
    {
    }

    public void Reset()
    {
    }
}
