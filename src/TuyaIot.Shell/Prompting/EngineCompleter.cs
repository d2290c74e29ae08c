using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace TuyaIot.Shell.Prompting;

/// <summary>Completions of the engine itself, one Tab after the other.</summary>
internal sealed class EngineCompleter(Runspace runspace) : ICompleter
{
    private CommandCompletion? _completion;
    private string _completed = string.Empty;

    public void Complete(LineBuffer buffer, bool forward)
    {
        if (_completion is null)
        {
            // At a nested prompt this is the pipeline's own thread, and the runspace is busy with it.
            using PowerShell engine = Runspace.CanUseDefaultRunspace
                ? PowerShell.Create(RunspaceMode.CurrentRunspace)
                : PowerShell.Create(runspace);
            _completed = buffer.Text;
            _completion = CommandCompletion.CompleteInput(_completed, buffer.Cursor, options: null, engine);
        }

        if (_completion.GetNextResult(forward) is CompletionResult result)
        {
            string head = _completed[.._completion.ReplacementIndex] + result.CompletionText;
            string tail = _completed[(_completion.ReplacementIndex + _completion.ReplacementLength)..];
            buffer.Replace(head + tail, head.Length);
        }
    }

    public void Reset() => _completion = null;
}
