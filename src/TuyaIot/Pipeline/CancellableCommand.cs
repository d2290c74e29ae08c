using System;
using System.Management.Automation;
using System.Threading;

namespace TuyaIot.Pipeline;

/// <summary>A cmdlet that Ctrl-C can end at any time, and that never asks because of -Debug.</summary>
public abstract class CancellableCommand : PSCmdlet, IDisposable
{
    // Never disposed: StopProcessing may come from another thread at any time, and a source without a timer holds nothing to free.
    private readonly CancellationTokenSource _cancellation = new();

    private protected CancellationToken CancellationToken => _cancellation.Token;

    /// <summary>Whether -Debug was given. The engine would then ask after each verbose line and warning.</summary>
    private bool IsDebug => MyInvocation.BoundParameters.TryGetValue("Debug", out object? debug) && LanguagePrimitives.IsTrue(debug);

    /// <summary>Ends what the cmdlet has begun. The engine calls it at every kind of end.</summary>
    public void Dispose()
    {
        _cancellation.Cancel();
        End();
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    protected override void StopProcessing() => _cancellation.Cancel();

    /// <summary>Frees what the cmdlet holds.</summary>
    private protected virtual void End()
    {
    }

    internal void Verbose(string text)
    {
        if (IsDebug && !MyInvocation.BoundParameters.ContainsKey("Verbose"))
        {
            WriteDebug(text);
            return;
        }

        WriteVerbose(text);
    }

    /// <summary>Writes a warning, also where the engine takes nothing more from the cmdlet, as after Ctrl-C.</summary>
    internal void Warn(string text)
    {
        if (IsDebug && !MyInvocation.BoundParameters.ContainsKey("WarningAction"))
        {
            Host.UI?.WriteWarningLine(text);
            return;
        }

        try
        {
            WriteWarning(text);
        }
        catch (Exception exception) when (exception is PipelineStoppedException or InvalidOperationException && IsWarningWanted())
        {
            Host.UI?.WriteWarningLine(text);
        }
    }

    private bool IsWarningWanted()
    {
        object? preference = MyInvocation.BoundParameters.TryGetValue("WarningAction", out object? action)
            ? action
            : GetVariableValue("WarningPreference");
        return !LanguagePrimitives.TryConvertTo(preference, out ActionPreference wanted)
            || wanted is not (ActionPreference.SilentlyContinue or ActionPreference.Ignore);
    }
}
