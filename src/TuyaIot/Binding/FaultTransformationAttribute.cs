using System.Collections;
using System.Linq;
using System.Management.Automation;
using TuyaIot.Simulator;

namespace TuyaIot.Binding;

/// <summary>Parses faults from texts and hashtables.</summary>
internal sealed class FaultTransformationAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object? value = PSValue.Unwrap(inputData);
        return value is IEnumerable many and not (string or IDictionary)
            ? many.Cast<object?>().Select(static item => Parse(PSValue.Unwrap(item))).ToArray()
            : new[] { Parse(value) };
    }

    private static SimulatorFault Parse(object? value)
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
        catch (SimulatorException invalid)
        {
            throw new ArgumentTransformationMetadataException(invalid.Message, invalid);
        }
    }
}
