using System.Globalization;
using System.Management.Automation;

namespace TuyaIot.Errors;

/// <summary>The errors of an application for devices. Its number is in each of them, because with it the devices are found.</summary>
internal static class ApplicationError
{
    public static ErrorRecord Failed(object application, string status) => IotError.Create(
        "RegistrationFailed",
        ErrorCategory.InvalidResult,
        application,
        $"The gateway could not register all devices of {application}: {status}.",
        "The devices that were registered follow. Register the missing ones with another command.");

    public static ErrorRecord NotFinished(object application, int timeout) => IotError.Create(
        "RegistrationNotFinished",
        ErrorCategory.OperationTimeout,
        application,
        string.Format(CultureInfo.InvariantCulture, "The devices of {0} do not exist after {1:#,0} s.", application, timeout),
        "Wait again with Register-IotDevice -ApplyId and the number of the application. Do not apply again: the devices will come.");
}
