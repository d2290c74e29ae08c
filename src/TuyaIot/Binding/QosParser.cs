using TuyaIot.Errors;

namespace TuyaIot.Binding;

/// <summary>Checks a Qos. Not a ValidateRange, which would refuse the null of a result that is piped back in.</summary>
internal static class QosParser
{
    public static int? Check(int? qos) => qos is null or 0 or 1
        ? qos
        : throw new IotArgumentException("InvalidQos", qos, $"Qos cannot be {qos}.", "Give 0, at most once, or 1, at least once.");
}
