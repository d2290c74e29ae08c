using System;

namespace TuyaIot.Shell.Running;

/// <summary>
/// Ctrl-C stops the running pipeline, which lets it clean up. A second one, while the first is still being obeyed, ends the
/// process; so does the first where no pipeline runs.
/// </summary>
internal sealed class BreakHandler : IDisposable
{
    private readonly PipelineRunner _runner;

    internal BreakHandler(PipelineRunner runner)
    {
        _runner = runner;
        Console.CancelKeyPress += OnCancelKeyPress;
    }

    public void Dispose() => Console.CancelKeyPress -= OnCancelKeyPress;

    private void OnCancelKeyPress(object? sender, ConsoleCancelEventArgs press) => press.Cancel = _runner.Interrupt();
}
