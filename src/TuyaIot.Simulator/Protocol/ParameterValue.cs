using System.Globalization;

namespace TuyaIot.Simulator.Protocol;

/// <summary>Reads parameters that are numbers, true or false, or one of a few words.</summary>
internal static class ParameterValue
{
    /// <summary>The refusal, or null if the parameter is absent or a whole number in the range.</summary>
    internal static ActionReply? ReadNumber(RequestParameters parameters, string name, long min, long max, out long? value)
    {
        value = null;
        if (parameters[name] is not { } text)
        {
            return null;
        }

        bool isNumber = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number);
        value = number;
        return isNumber && number >= min && number <= max ? null : Wrong(name, $"a whole number from {min} to {max}");
    }

    internal static ActionReply? ReadFlag(RequestParameters parameters, string name, bool defaultValue, out bool value)
    {
        value = parameters[name]?.ToLowerInvariant() switch
        {
            "true" => true,
            "false" => false,
            _ => defaultValue,
        };
        return parameters[name]?.ToLowerInvariant() is null or "true" or "false" ? null : Wrong(name, "true or false");
    }

    /// <summary>The refusal, or null if the parameter is present and not empty.</summary>
    internal static ActionReply? ReadText(RequestParameters parameters, string name, out string text)
    {
        text = parameters[name] ?? "";
        return text.Length > 0 ? null : ActionReply.Missing(name);
    }

    internal static ActionReply Wrong(string name, string form) =>
        ActionReply.Failed("iot.check.InvalidFormattedParameter", $"{name} must be {form}.");
}
