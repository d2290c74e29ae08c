using System.Management.Automation;
using TuyaIot.Simulator;

namespace TuyaIot.Commands;

/// <summary>Gets what the simulators received, oldest first.</summary>
[Cmdlet(VerbsCommon.Get, "IotSimulatorRequest")]
[OutputType("TuyaIot.Simulator.SimulatorRequest")]
public sealed class GetIotSimulatorRequestCommand : PSCmdlet
{
    /// <summary>What Start-IotSimulator returned; every running one unless given.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [ValidateNotNull]
    public IotSimulator[]? Simulator { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => Write(Simulator ?? []);

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (Simulator is null && !MyInvocation.ExpectingInput)
        {
            Write([.. IotSimulator.Running]);
        }
    }

    private void Write(IotSimulator[] simulators)
    {
        foreach (IotSimulator simulator in simulators)
        {
            WriteObject(simulator.GetRequests(), enumerateCollection: true);
        }
    }
}
