using System.Management.Automation;
using TuyaIot.Simulator;

namespace TuyaIot.Commands;

/// <summary>Base of the cmdlets that take simulators: those that are passed in, or all running ones if none is.</summary>
public abstract class SimulatorCommand : PSCmdlet
{
    /// <summary>The simulators.</summary>
    public abstract IotSimulator[]? Simulator { get; set; }

    /// <inheritdoc/>
    protected sealed override void ProcessRecord() => ProcessAll(Simulator ?? []);

    /// <inheritdoc/>
    protected sealed override void EndProcessing()
    {
        // An empty pipeline names no simulator. It does not mean all of them.
        if (Simulator is null && !MyInvocation.ExpectingInput)
        {
            ProcessAll([.. IotSimulator.Running]);
        }
    }

    private protected abstract void Process(IotSimulator simulator);

    private void ProcessAll(IotSimulator[] simulators)
    {
        foreach (IotSimulator simulator in simulators)
        {
            Process(simulator);
        }
    }
}
