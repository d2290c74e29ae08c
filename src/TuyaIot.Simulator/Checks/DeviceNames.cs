using System;
using System.Collections.Generic;
using System.Globalization;
using TuyaIot.Simulator.Replies;

namespace TuyaIot.Simulator.Checks;

/// <summary>Reads the list DeviceName.1, DeviceName.2, … which has no gap and at most 100 names.</summary>
internal static class DeviceNames
{
    internal const int MaxCount = 100;

    private const string Prefix = ParameterName.DeviceName + ".";
    private const int MaxLength = 1_024;

    /// <summary>The refusal, or null where <paramref name="names"/> are right.</summary>
    internal static Answer? Read(RequestParameters parameters, out string[] names)
    {
        names = new string[Count(parameters)];
        if (names.Length == 0)
        {
            return Answer.Failed("iot.device.NoneDeviceNameElement", "The list of device names is empty.");
        }

        if (names.Length > MaxCount)
        {
            return Answer.Failed("iot.device.DeviceCountExceeded", $"At most {MaxCount} devices in one call; there are {names.Length}.");
        }

        for (int i = 0; i < names.Length; i++)
        {
            string parameter = Prefix + (i + 1).ToString(CultureInfo.InvariantCulture);
            if (parameters[parameter] is not { } name)
            {
                return Answer.Missing(parameter);
            }

            if (CheckName(name) is { } wrong)
            {
                return wrong;
            }

            names[i] = name;
        }

        return null;
    }

    /// <summary>Whether a parameter names a device, in a list or alone.</summary>
    internal static bool IsDevice(string parameter) =>
        parameter.StartsWith(ParameterName.DeviceName, StringComparison.Ordinal)
        && (parameter.Length == ParameterName.DeviceName.Length || parameter[ParameterName.DeviceName.Length] == '.');

    internal static Answer? CheckName(string name)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            return Answer.Failed("iot.device.NullDeviceName", "A device name is empty.");
        }

        if (name.Length > MaxLength)
        {
            return Answer.Failed("iot.device.InvalidFormattedDeviceName", $"A device name is longer than {MaxLength} characters.");
        }

        foreach (char c in name)
        {
            if (char.IsControl(c))
            {
                return Answer.Failed("iot.device.InvalidFormattedDeviceName", "A device name holds a control character.");
            }
        }

        return null;
    }

    private static int Count(RequestParameters parameters)
    {
        int count = 0;
        foreach (KeyValuePair<string, string> parameter in parameters.InOrder)
        {
            if (parameter.Key.StartsWith(Prefix, StringComparison.Ordinal))
            {
                count++;
            }
        }

        return count;
    }
}
