using System;
using System.Management.Automation;
using TuyaIot.Errors;

namespace TuyaIot.Commands;

/// <summary>What a user of the simulator's cmdlets can be told.</summary>
internal static class SimulatorErrors
{
    internal static ErrorRecord PortUnavailable(int port, Exception inner) => IotError.Create(
        "SimulatorPortUnavailable",
        ErrorCategory.ResourceUnavailable,
        port,
        $"The simulator cannot listen on port {port}: {inner.Message}",
        "Leave -Port out to take a free one, or stop the program that listens there. Stop-IotSimulator ends the simulators of this process.",
        inner);

    internal static ErrorRecord NoSuchDevice(string name) => IotError.Create(
        "SimulatorDeviceNotFound",
        ErrorCategory.ObjectNotFound,
        name,
        $"The simulator has no device named '{name}', and none that was called by that name.",
        "Get-IotSimulatorDevice without a name lists all it has; a simulator comes from the pipeline or by -Simulator.");

    internal static ErrorRecord BadOption(Exception inner, object? target) => IotError.Create(
        "SimulatorOptionInvalid",
        ErrorCategory.InvalidArgument,
        target,
        inner.Message,
        "Get-Help Start-IotSimulator -Full says what each parameter takes.",
        inner);

    internal static ErrorRecord ScenarioUnreadable(string path, Exception inner) => IotError.Create(
        "SimulatorScenarioUnreadable",
        ErrorCategory.OpenError,
        path,
        $"The scenario {path} cannot be read: {inner.Message}",
        "Give the path of a JSON file that exists and that you may read.",
        inner);

    internal static ErrorRecord BadScenario(string path, Exception inner) => IotError.Create(
        "SimulatorScenarioInvalid",
        ErrorCategory.InvalidData,
        path,
        $"The scenario {path} cannot be used. {inner.Message}",
        "Get-Help about_TuyaIot_Simulator lists the keys of a scenario and shows three.",
        inner);
}
