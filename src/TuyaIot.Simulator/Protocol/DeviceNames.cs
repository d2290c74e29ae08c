using System;
using System.Globalization;
using System.Linq;

namespace TuyaIot.Simulator.Protocol;

/// <summary>Reads the list DeviceName.1, DeviceName.2, … It has no gap and at most 100 names.</summary>
internal static class DeviceNames
{
    internal const int MaxCount = 100;

    private const int MaxLength = 1_024;

    /// <summary>The refusal, or null if <paramref name="names"/> are valid.</summary>
    internal static ActionReply? Read(RequestParameters parameters, out string[] names, int maxCount = MaxCount) =>
        ReadList(parameters, ParameterName.DeviceName, maxCount, out names)
        ?? names.Select(CheckName).FirstOrDefault(static refusal => refusal is not null);

    /// <summary>Reads the list of the devices' names or ids, whatever they are.</summary>
    internal static ActionReply? ReadList(RequestParameters parameters, string parameter, int maxCount, out string[] values)
    {
        string prefix = parameter + ".";
        values = new string[parameters.InOrder.Count(given => given.Key.StartsWith(prefix, StringComparison.Ordinal))];
        if (values.Length == 0)
        {
            return ActionReply.Failed("iot.device.NoneDeviceNameElement", "The list of devices is empty.");
        }

        if (values.Length > maxCount)
        {
            return ActionReply.Failed("iot.device.DeviceCountExceeded", $"At most {maxCount} devices in one call; there are {values.Length}.");
        }

        for (int i = 0; i < values.Length; i++)
        {
            string name = prefix + (i + 1).ToString(CultureInfo.InvariantCulture);
            if (parameters[name] is not { } value)
            {
                return ActionReply.Missing(name);
            }

            values[i] = value;
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
}
