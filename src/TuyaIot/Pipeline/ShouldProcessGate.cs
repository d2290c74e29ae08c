using System;
using System.Collections.Generic;
using System.Globalization;
using System.Management.Automation;
using System.Reflection;
using TuyaIot.Text;

namespace TuyaIot.Pipeline;

/// <summary>
/// -WhatIf and -Confirm of a run. -WhatIf says once, at the end, how many requests, devices and seconds the run would take: a line for
/// each of 10,000 requests would help nobody.
/// </summary>
/// <param name="command">The cmdlet, on whose thread alone this works.</param>
/// <param name="requestsPerSecond">The pace of the run; 0 is none.</param>
internal sealed class ShouldProcessGate(PSCmdlet command, double requestsPerSecond)
{
    private readonly bool _confirm = Switch(command, "Confirm", () => Asks(command.GetVariableValue("ConfirmPreference"), ImpactOf(command)));
    private int _requests;
    private long _devices;

    public bool IsWhatIf { get; } = Switch(command, "WhatIf", () => LanguagePrimitives.IsTrue(command.GetVariableValue("WhatIfPreference")));

    public bool ShouldSend(string productKey, IReadOnlyList<string> deviceNames, string action)
    {
        if (IsWhatIf)
        {
            _requests++;
            _devices += deviceNames.Count;
            return false;
        }

        // Where nobody is to be asked, ShouldProcess would only add a second verbose line for each request.
        return !_confirm || command.ShouldProcess(
            deviceNames.Count == 1
                ? $"{deviceNames[0]} of {productKey}"
                : $"{NumberFormat.Devices(deviceNames.Count)} of {productKey}, {deviceNames[0]} to {deviceNames[deviceNames.Count - 1]}",
            action);
    }

    public void Conclude(string action)
    {
        if (IsWhatIf)
        {
            command.ShouldProcess(Describe(action), Describe(action), "Confirm");
        }
    }

    private string Describe(string action)
    {
        string time = requestsPerSecond > 0
            ? string.Format(CultureInfo.InvariantCulture, "about {0:#,0.#} s at {1:0.##} requests/s", _requests / requestsPerSecond, requestsPerSecond)
            : "at no set pace";
        return string.Format(CultureInfo.InvariantCulture, "{0}: {1} in {2}, {3}.", action, NumberFormat.Devices(_devices), NumberFormat.Requests(_requests), time);
    }

    private static bool Switch(PSCmdlet command, string name, Func<bool> preference) =>
        command.MyInvocation.BoundParameters.TryGetValue(name, out object? value) ? LanguagePrimitives.IsTrue(value) : preference();

    private static ConfirmImpact ImpactOf(PSCmdlet command) =>
        command.GetType().GetCustomAttribute<CmdletAttribute>()?.ConfirmImpact ?? ConfirmImpact.Medium;

    private static bool Asks(object? confirmPreference, ConfirmImpact impact) =>
        LanguagePrimitives.TryConvertTo(confirmPreference, out ConfirmImpact preference)
        && preference is not ConfirmImpact.None
        && preference <= impact;
}
