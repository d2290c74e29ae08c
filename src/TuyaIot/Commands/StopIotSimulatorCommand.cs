using System.Management.Automation;
using TuyaIot.Simulator;

namespace TuyaIot.Commands;

/// <summary>
/// <para type="synopsis">Stops the simulators that it is given, or all of this process where it is given none.</para>
/// <para type="description">Every connection is closed and nothing is answered afterwards. What was received can still be asked for.</para>
/// </summary>
[Cmdlet(VerbsLifecycle.Stop, "IotSimulator")]
public sealed class StopIotSimulatorCommand : PSCmdlet
{
    /// <summary>What Start-IotSimulator returned. Null stops nothing, so that a finally block can pass what was never started.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    public IotSimulator?[]? Simulator { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => Stop(Simulator ?? []);

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        // An empty pipeline or a variable that is null names no simulator. It does not mean all of them.
        if (!MyInvocation.BoundParameters.ContainsKey(nameof(Simulator)) && !MyInvocation.ExpectingInput)
        {
            Stop([.. IotSimulator.Running]);
        }
    }

    private static void Stop(IotSimulator?[] simulators)
    {
        foreach (IotSimulator? simulator in simulators)
        {
            simulator?.Dispose();
        }
    }
}
