using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using TuyaIot.Errors;

namespace TuyaIot.Binding;

/// <summary>
/// Holds -DeviceName of the command line to the rules of the pipeline. The engine would make a text of any object: a process or a result
/// would be a device. What cannot be a name becomes a text that <see cref="DeviceNameParser"/> refuses.
/// </summary>
internal sealed class DeviceNameTransformationAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => inputData switch
    {
        string => inputData,
        _ => PSValue.Unwrap(inputData) switch
        {
            null or string or IEnumerable<string> => inputData,
            object?[] names when Array.TrueForAll(names, static name => name is string) => inputData,
            ICollection many and not IDictionary => many.Cast<object?>().SelectMany(Convert).ToArray(),
            IEnumerable and not IDictionary => inputData,
            _ => Convert(inputData).FirstOrDefault(),
        },
    };

    /// <summary>Never throws: the engine tries this parameter for each object of the pipeline, and goes on to another one.</summary>
    private static IEnumerable<object?> Convert(object? value)
    {
        if (PSValue.Unwrap(value) is null or string)
        {
            return [value];
        }

        try
        {
            return DeviceNameParser.Flatten(value).Select(DeviceNameParser.ParseValue).ToArray();
        }
        catch (IotArgumentException exception)
        {
            return [new Refused(System.Convert.ToString(exception.Value, CultureInfo.InvariantCulture)!)];
        }
    }

    /// <summary>Not a text, so that an object of the pipeline is not bound as one.</summary>
    private sealed class Refused(string text)
    {
        public override string ToString() => $"@{{{text}}}";
    }
}
