using System.Management.Automation;

namespace TuyaIot.Binding;

/// <summary>An empty cell of a CSV file says nothing; PowerShell would make it the number 0.</summary>
internal sealed class BlankIsNullAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        PSValue.Unwrap(inputData) is string text && string.IsNullOrWhiteSpace(text) ? null : inputData;
}
