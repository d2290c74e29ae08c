using System.Collections;
using System.Management.Automation;

namespace TuyaIot.Binding;

/// <summary>Refuses a table or a list for a parameter that is a text; the engine would make its type's name of it.</summary>
internal sealed class NoTableAttribute : ArgumentTransformationAttribute
{
    /// <summary>What to do instead.</summary>
    public string Hint { get; init; } = "Identifier comes before Args: Set @{ param1 = 1 }.";

    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        PSValue.Unwrap(inputData) is IDictionary or ICollection || PSValue.IsCustomObject(inputData)
            ? throw new ArgumentTransformationMetadataException($"a text is expected, not a table or a list. {Hint}")
            : inputData;
}
