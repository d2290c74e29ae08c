using System.Collections.Generic;
using System.Management.Automation;
using TuyaIot.Binding.Completion;
using TuyaIot.Simulator;

namespace TuyaIot.Commands;

/// <summary>
/// <para type="synopsis">Gets the devices of simulators: how they stand, and what became of what they were asked for.</para>
/// <para type="description">An open simulator knows the devices that were named so far. Accepted is what the gateway said; Executed,
/// Failed or NeverArrived is what happened afterwards.</para>
/// </summary>
[Cmdlet(VerbsCommon.Get, "IotSimulatorDevice")]
[OutputType("TuyaIot.Simulator.SimulatorDevice")]
public sealed class GetIotSimulatorDeviceCommand : PSCmdlet
{
    /// <summary>The names that are wanted; wildcards are allowed. All where unsaid.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SimulatedDeviceCompleter))]
    public string[] DeviceName { get; set; } = ["*"];

    /// <summary>The product whose devices are wanted; every product's where unsaid.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SimulatedProductCompleter))]
    public string? ProductKey { get; set; }

    /// <summary>What Start-IotSimulator returned; every running one where unsaid.</summary>
    [Parameter(ValueFromPipeline = true)]
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
            foreach (string name in DeviceName)
            {
                WildcardPattern pattern = WildcardPattern.Get(name, WildcardOptions.None);
                IReadOnlyList<SimulatorDevice> found = simulator.GetDevices((productKey, device) =>
                    (ProductKey is null || productKey == ProductKey) && pattern.IsMatch(device));
                if (found.Count == 0 && !WildcardPattern.ContainsWildcardCharacters(name))
                {
                    WriteError(SimulatorErrors.NoSuchDevice(name));
                }

                WriteObject(found, enumerateCollection: true);
            }
        }
    }
}
