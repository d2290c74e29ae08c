using System.Management.Automation;

namespace TuyaIot.Binding;

/// <summary>Refuses a number in the form of another culture. The engine would read 2,5 as 25.</summary>
internal sealed class InvariantNumberAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => PSValue.Unwrap(inputData) is string text
        ? SettingParser.ParseNumber(text) ?? throw new ArgumentTransformationMetadataException($"'{text}' is not a number. Write 2.5, without a thousands separator.")
        : inputData;
}
