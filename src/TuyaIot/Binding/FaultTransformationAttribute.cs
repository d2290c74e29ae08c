using System.Collections;
using System.Collections.Generic;
using System.Management.Automation;
using TuyaIot.Simulator;

namespace TuyaIot.Binding;

/// <summary>Reads faults from texts and hashtables, whose words are those of a scenario.</summary>
internal sealed class FaultTransformationAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object value = Unwrap(inputData);
        return value is IEnumerable many and not (string or IDictionary)
            ? ReadAll(many)
            : new[] { Read(value) };
    }

    private static SimulatorFault[] ReadAll(IEnumerable many)
    {
        List<SimulatorFault> faults = [];
        foreach (object item in many)
        {
            faults.Add(Read(Unwrap(item)));
        }

        return [.. faults];
    }

    private static SimulatorFault Read(object? value)
    {
        try
        {
            return value switch
            {
                SimulatorFault fault => fault,
                IDictionary settings => SimulatorFault.Parse(settings),
                _ => SimulatorFault.Parse(value?.ToString() ?? ""),
            };
        }
        catch (SimulatorException wrong)
        {
            throw new ArgumentTransformationMetadataException(wrong.Message, wrong);
        }
    }

    private static object Unwrap(object value) => value is PSObject wrapped ? wrapped.BaseObject : value;
}
