using System.Management.Automation;
using TuyaIot.Simulator;

namespace TuyaIot.Commands;

/// <summary>
/// <para type="synopsis">Gets what simulators received and what they said to it, oldest first.</para>
/// <para type="description">The record keeps the last requests, as many as RecordCapacity of Start-IotSimulator says.</para>
/// </summary>
[Cmdlet(VerbsCommon.Get, "IotSimulatorRequest")]
[OutputType("TuyaIot.Simulator.SimulatorRequest")]
public sealed class GetIotSimulatorRequestCommand : PSCmdlet
{
    /// <summary>What Start-IotSimulator returned; every running one where unsaid.</summary>
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
