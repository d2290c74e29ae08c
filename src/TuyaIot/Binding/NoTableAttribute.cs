using System.Collections;
using System.Management.Automation;

namespace TuyaIot.Binding;

/// <summary>
/// Refuses a table or a list for a parameter that is a text; the engine would make its type's name of it. Null, as the value of a variable that
/// does not exist, is the empty text.
/// </summary>
internal sealed class NoTableAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        PSValue.Unwrap(inputData) is IDictionary or ICollection || PSValue.IsCustomObject(inputData)
            ? throw new ArgumentTransformationMetadataException("a text is expected, not a table or a list. Identifier comes before Args: Set @{ param1 = 1 }.")
            : PSValue.Unwrap(inputData) is null ? string.Empty : inputData;
}
