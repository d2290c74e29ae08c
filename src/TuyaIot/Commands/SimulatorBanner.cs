using System.Management.Automation;
using TuyaIot.Simulator;

namespace TuyaIot.Commands;

/// <summary>What a simulator in the foreground says of itself, so that nobody takes it for the platform.</summary>
internal static class SimulatorBanner
{
    internal static void Write(Cmdlet cmdlet, IotSimulator simulator)
    {
        Write(cmdlet, $"TuyaIot simulator on {simulator.Endpoint}, access key {simulator.AccessKeyId}");
        Write(cmdlet, "This is no cloud: it listens on this machine only, and no device will move.");
        Write(cmdlet, "Press Ctrl-C to stop it.");
    }

    // Tagged as Write-Host tags, so that every host shows it whatever InformationPreference says.
    private static void Write(Cmdlet cmdlet, string line) =>
        cmdlet.WriteInformation(new HostInformationMessage { Message = line }, ["PSHOST"]);
}
