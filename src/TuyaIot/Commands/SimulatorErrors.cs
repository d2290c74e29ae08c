using System;
using System.Management.Automation;
using TuyaIot.Errors;

namespace TuyaIot.Commands;

/// <summary>The errors of the simulator's cmdlets.</summary>
internal static class SimulatorErrors
{
    internal static ErrorRecord PortUnavailable(object port, Exception inner) => IotError.Create(
        "SimulatorPortUnavailable",
        ErrorCategory.ResourceUnavailable,
        port,
        $"The simulator cannot listen on port {port}: {inner.Message}",
        "Omit -Port and -MessagePort to take a free port, or stop the program that listens on it. Stop-IotSimulator stops the simulators of this process.");

    internal static ErrorRecord NoSuchDevice(string name) => IotError.Create(
        "SimulatorDeviceNotFound",
        ErrorCategory.ObjectNotFound,
        name,
        $"The simulator has no device named '{name}', and no request named one.",
        "Get-IotSimulatorDevice without a name lists all devices. Pass a simulator by the pipeline or by -Simulator.");

    internal static ErrorRecord BadOption(Exception inner, object? target) => IotError.Create(
        "SimulatorOptionInvalid",
        ErrorCategory.InvalidArgument,
        target,
        inner.Message,
        "Get-Help Start-IotSimulator -Full describes what each parameter takes.");

    internal static ErrorRecord ScenarioUnreadable(string path, Exception inner) => IotError.Create(
        "SimulatorScenarioUnreadable",
        ErrorCategory.OpenError,
        path,
        $"The scenario {path} cannot be read: {inner.Message}",
        "Give the path of a JSON file that exists and that you may read.");

    internal static ErrorRecord BadScenario(string path, Exception inner) => IotError.Create(
        "SimulatorScenarioInvalid",
        ErrorCategory.InvalidData,
        path,
        $"The scenario {path} cannot be used. {inner.Message}",
        "Get-Help about_TuyaIot_Simulator lists the keys of a scenario and shows four.");
}
