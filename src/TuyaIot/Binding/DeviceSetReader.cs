using System.Collections.Generic;
using System.Management.Automation;

namespace TuyaIot.Binding;

/// <summary>Tells a number of devices from their names: 1000 is a number, '1000' is a name.</summary>
internal static class DeviceSetReader
{
    internal static (string[] Names, int Count) Read(object[] devices)
    {
        List<string> names = [];
        int count = 0;
        foreach (object device in devices)
        {
            object value = device is PSObject wrapped ? wrapped.BaseObject : device;
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
