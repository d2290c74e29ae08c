using System.Management.Automation;
using TuyaIot.Text;

namespace TuyaIot.Errors;

/// <summary>The errors of a run's input, found before anything is sent.</summary>
internal static class InputError
{
    internal static ErrorRecord NoDeviceName(string?[]? given) => IotError.Create(
        "NoDeviceName",
        ErrorCategory.InvalidArgument,
        given,
        "There is no device name.",
        "Pipe names in, as in Get-Content devices.txt | Invoke-IotThingsService …, or give -DeviceName.");

    internal static ErrorRecord DeviceNameGivenTwice(PSObject input) => IotError.Create(
        "DeviceNameGivenTwice",
        ErrorCategory.InvalidArgument,
        input,
        $"'{input}' was not called, because -DeviceName names the devices.",
        "Pipe the names or give -DeviceName, not both.");

    internal static string Skipped(long count) =>
        $"{NumberFormat.Devices(count)} {(count == 1 ? "was" : "were")} accepted in an earlier run of the journal and skipped.";

    /// <summary>An exception, because only the caller knows whether the next row may be right where this one is wrong.</summary>
    internal static IotArgumentException NoProductKey() => new(
        "NoProductKey",
        null,
        "No product: neither the command, the row nor the credential names one.",
        "Give -ProductKey, a ProductKey column, or Set-IotCredential -ProductKey.");

    /// <summary>The object names a device, whose product is not that of the credential by chance.</summary>
    internal static IotArgumentException UnknownProduct(PSObject device) => new(
        "NoProductKey",
        device,
        $"The product of '{device}' is not known: its status was read by its IotId.",
        "Give -ProductKey, or read the devices with Get-IotDevice, whose objects have their product.");
}
