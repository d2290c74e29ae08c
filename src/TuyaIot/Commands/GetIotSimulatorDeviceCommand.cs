using System.Collections.Generic;
using System.Management.Automation;
using TuyaIot.Binding;
using TuyaIot.Binding.Completion;
using TuyaIot.Errors;
using TuyaIot.Simulator;

namespace TuyaIot.Commands;

/// <summary>
/// <para type="synopsis">Gets the devices of simulators with their status and the log of their commands.</para>
/// <para type="description">An open simulator knows the devices that were named so far. Accepted is the gateway's verdict; Executed,
/// Failed or NeverArrived is what happened afterwards.</para>
/// </summary>
[Cmdlet(VerbsCommon.Get, "IotSimulatorDevice")]
[OutputType("TuyaIot.Simulator.SimulatorDevice")]
public sealed class GetIotSimulatorDeviceCommand : SimulatorCommand
{
    /// <summary>Names of devices; wildcards are allowed. Default: all.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SimulatedDeviceCompleter))]
    public string[] DeviceName { get; set; } = ["*"];

    /// <summary>The product of the devices. Default: all products.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SimulatedProductCompleter))]
    public string? ProductKey { get; set; }

    /// <summary>Simulators from Start-IotSimulator. Default: all that run.</summary>
    [Parameter(ValueFromPipeline = true)]
    [ValidateNotNull]
    public override IotSimulator[]? Simulator { get; set; }

    private protected override void Process(IotSimulator simulator)
    {
        foreach (string name in DeviceName)
        {
            if (Pattern(name) is not WildcardPattern pattern)
            {
                continue;
            }

            IReadOnlyList<SimulatorDevice> found = simulator.GetDevices((productKey, device) =>
                (ProductKey is null || productKey == ProductKey) && pattern.IsMatch(device));
            if (found.Count == 0 && !WildcardPattern.ContainsWildcardCharacters(name))
            {
                WriteError(SimulatorErrors.NoSuchDevice(name));
            }

            WriteObject(found, enumerateCollection: true);
        }
    }

    private WildcardPattern? Pattern(string name)
    {
        try
        {
            return PatternParser.Parse(nameof(DeviceName), name, WildcardOptions.None);
        }
        catch (IotArgumentException exception)
        {
            WriteError(IotError.From(exception));
            return null;
        }
    }
}
