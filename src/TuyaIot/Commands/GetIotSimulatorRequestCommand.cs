using System.Management.Automation;
using TuyaIot.Simulator;

namespace TuyaIot.Commands;

/// <summary>
/// <para type="synopsis">Gets the requests that simulators received, with their verdicts, oldest first.</para>
/// <para type="description">A simulator keeps the last requests, as many as -RecordCapacity of Start-IotSimulator says.</para>
/// </summary>
[Cmdlet(VerbsCommon.Get, "IotSimulatorRequest")]
[OutputType("TuyaIot.Simulator.SimulatorRequest")]
public sealed class GetIotSimulatorRequestCommand : SimulatorCommand
{
    /// <summary>Simulators from Start-IotSimulator. Default: all that run.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [ValidateNotNull]
    public override IotSimulator[]? Simulator { get; set; }

    private protected override void Process(IotSimulator simulator) => WriteObject(simulator.GetRequests(), enumerateCollection: true);
}
