using System.Globalization;
using TuyaIot.Journals;

namespace TuyaIot.Execution;

/// <summary>What the code of a reply message says.</summary>
/// <remarks>The codes of the modelled API. 100000 and above are the device's own.</remarks>
internal static class ReplyCode
{
    private const int Success = 200;
    private const int Overdue = 403;
    private const int Busy = 429;
    private const int RefusedParameters = 460;
    private const int NotActivated = 9200;
    private const int NotConnected = 9201;

    public static ExecutionStatus StatusOf(int code) => code switch
    {
        Success => ExecutionStatus.Executed,
        NotActivated or NotConnected => ExecutionStatus.Offline,
        _ => ExecutionStatus.Failed,
    };

    /// <summary>The text of the answer, or else what its code means.</summary>
    public static string Describe(int code, string? text) => string.IsNullOrWhiteSpace(text) || code == Success ? code switch
    {
        Success => "The device carried it out.",
        NotActivated => "The device was never connected, so the platform did not deliver it.",
        NotConnected => "The device was not connected, so the platform did not deliver it.",
        Overdue => "The platform refused it: the account may be overdue.",
        Busy => "The device is too busy.",
        RefusedParameters => "The device refused the parameters.",
        _ => string.Format(CultureInfo.InvariantCulture, "The device replied with the code {0}.", code),
    }
    : text!.Trim();
}
