namespace TuyaIot.Simulator.Protocol;

/// <summary>Reads the parameter Qos: 0, the default, or 1 for a message that waits for its device.</summary>
internal static class QosParameter
{
    /// <summary>The refusal, or null if the value is valid.</summary>
    internal static ActionReply? Check(RequestParameters parameters) => parameters[ParameterName.Qos] is null or "0" or "1"
        ? null
        : ActionReply.Refused(400, "InvalidParameter", "Qos must be 0 or 1.");

    internal static bool IsAtLeastOnce(RequestParameters parameters) => parameters[ParameterName.Qos] == "1";
}
