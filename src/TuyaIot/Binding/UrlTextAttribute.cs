using System;
using System.Management.Automation;

namespace TuyaIot.Binding;

/// <summary>Refuses a text that is no URL. The engine would refuse it too, in a message that shows a password in it.</summary>
internal sealed class UrlTextAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        PSValue.Unwrap(inputData) is string text && !Uri.TryCreate(text, UriKind.RelativeOrAbsolute, out _)
            ? throw new ArgumentTransformationMetadataException("a URL is expected, such as http://proxy:8080.")
            : inputData;
}
