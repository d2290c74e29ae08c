using System.Collections.Generic;
using System.Management.Automation;

namespace TuyaIot.Binding;

/// <summary>Separates names of devices from numbers of devices: 1000 is a number, '1000' is a name.</summary>
internal static class DeviceSetParser
{
    internal static (string[] Names, int Count) Parse(object[] devices)
    {
        List<string> names = [];
        int count = 0;
        foreach (object device in devices)
        {
            object? value = PSValue.Unwrap(device);
            if (value is int number)
            {
                count += number;
            }
            else
            {
                names.Add(LanguagePrimitives.ConvertTo<string>(value));
            }
        }

        return ([.. names], count);
    }
}
