using System;
using System.Collections.Generic;
using System.Globalization;

namespace TuyaIot.Simulator.Protocol;

/// <summary>Reads the list DeviceName.1, DeviceName.2, … It has no gap and at most 100 names.</summary>
internal static class DeviceNames
{
    internal const int MaxCount = 100;

    private const string Prefix = ParameterName.DeviceName + ".";
    private const int MaxLength = 1_024;

    /// <summary>The refusal, or null if <paramref name="names"/> are valid.</summary>
    internal static ActionReply? Read(RequestParameters parameters, out string[] names)
    {
        names = new string[Count(parameters)];
        if (names.Length == 0)
        {
            return ActionReply.Failed("iot.device.NoneDeviceNameElement", "The list of device names is empty.");
        }

        if (names.Length > MaxCount)
        {
            return ActionReply.Failed("iot.device.DeviceCountExceeded", $"At most {MaxCount} devices in one call; there are {names.Length}.");
        }

        for (int i = 0; i < names.Length; i++)
        {
            string parameter = Prefix + (i + 1).ToString(CultureInfo.InvariantCulture);
            if (parameters[parameter] is not { } name)
            {
                return ActionReply.Missing(parameter);
            }

            if (CheckName(name) is { } refusal)
            {
                return refusal;
            }

            names[i] = name;
        }

        return null;
    }

    /// <summary>The refusal, or null if <paramref name="name"/> can be a device name.</summary>
    internal static ActionReply? CheckName(string name)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            return ActionReply.Failed("iot.device.NullDeviceName", "A device name is empty.");
        }

        if (name.Length > MaxLength)
        {
            return ActionReply.Failed("iot.device.InvalidFormattedDeviceName", $"A device name is longer than {MaxLength} characters.");
        }

        foreach (char c in name)
        {
            if (char.IsControl(c))
            {
                return ActionReply.Failed("iot.device.InvalidFormattedDeviceName", "A device name holds a control character.");
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
