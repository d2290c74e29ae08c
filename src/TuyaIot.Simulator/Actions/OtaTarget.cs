using System.Linq;
using TuyaIot.Simulator.Protocol;
using TuyaIot.Simulator.State;

namespace TuyaIot.Simulator.Actions;

/// <summary>Finds the firmware or the job that a call names, and checks the texts that name new ones.</summary>
internal static class OtaTarget
{
    internal const string FirmwareId = "FirmwareId";
    internal const string JobId = "JobId";

    private const int MaxLength = 64;

    internal static ActionReply? FindFirmware(OtaStore store, RequestParameters parameters, out OtaFirmware firmware)
    {
        ActionReply? missing = ParameterValue.ReadText(parameters, FirmwareId, out string id);
        firmware = store.FindFirmware(id)!;
        return missing ?? (firmware is null ? ParameterValue.Wrong(FirmwareId, "the id of a firmware") : null);
    }

    internal static ActionReply? FindJob(OtaStore store, ActionCall call, out OtaJob job)
    {
        ActionReply? missing = ParameterValue.ReadText(call.Parameters, JobId, out string id);
        job = store.FindJob(id, call.Now)!;
        return missing ?? (job is null ? ParameterValue.Wrong(JobId, "the id of a job") : null);
    }

    /// <summary>The refusal, or null if the parameter is 1 to 64 letters, digits, dots, hyphens and underscores.</summary>
    internal static ActionReply? ReadToken(RequestParameters parameters, string name, out string token) =>
        ParameterValue.ReadText(parameters, name, out token)
        ?? (token.Length <= MaxLength && token.All(IsTokenCharacter)
            ? null
            : ParameterValue.Wrong(name, $"1 to {MaxLength} letters, digits, dots, hyphens or underscores"));

    internal static ActionReply? CheckLength(RequestParameters parameters, string name, int maxLength) =>
        parameters[name]?.Length > maxLength ? ParameterValue.Wrong(name, $"at most {maxLength} characters") : null;

    private static bool IsTokenCharacter(char c) =>
        c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '.' or '-' or '_';
}
