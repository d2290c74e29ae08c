using System;

namespace TuyaIot.Shell.Running;

/// <summary>
/// Ctrl-C stops the running pipeline, which lets it clean up. A second one, while the first is still being obeyed, ends the
/// process; so does the first where no pipeline runs.
/// </summary>
internal sealed class BreakHandler : IDisposable
{
    private readonly PipelineRunner _runner;
    private bool _stopping;

    internal BreakHandler(PipelineRunner runner)
    {
        _runner = runner;
        Console.CancelKeyPress += OnCancelKeyPress;
    }

    public void Dispose() => Console.CancelKeyPress -= OnCancelKeyPress;

    /// <summary>The pipeline that was told to stop is gone.</summary>
    internal void Reset() => _stopping = false;

    private void OnCancelKeyPress(object? sender, ConsoleCancelEventArgs press)
    {
        if (!_stopping && _runner.Interrupt())
        {
            _stopping = true;
            press.Cancel = true;
        }
    }
}
