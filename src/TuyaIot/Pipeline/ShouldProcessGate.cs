using System;
using System.Globalization;
using System.Management.Automation;
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
    private readonly bool _confirm = Switch(command, "Confirm", () => Asks(command.GetVariableValue("ConfirmPreference")));
    private int _requests;
    private long _devices;

    public bool IsWhatIf { get; } = Switch(command, "WhatIf", () => LanguagePrimitives.IsTrue(command.GetVariableValue("WhatIfPreference")));

    public bool ShouldSend(DeviceBatch batch, string action)
    {
        if (IsWhatIf)
        {
            _requests++;
            _devices += batch.DeviceName.Count;
            return false;
        }

        // Where nobody is to be asked, ShouldProcess would only add a second verbose line for each request.
        return !_confirm || command.ShouldProcess(
            $"{NumberFormat.Devices(batch.DeviceName.Count)} of {batch.Call.ProductKey}, {batch.DeviceName[0]} to {batch.DeviceName[batch.DeviceName.Count - 1]}",
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

    private static bool Asks(object? confirmPreference) =>
        LanguagePrimitives.TryConvertTo(confirmPreference, out ConfirmImpact preference)
        && preference is not ConfirmImpact.None
        && preference <= ConfirmImpact.Medium;
}
