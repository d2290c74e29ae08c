using System.Management.Automation;
using System.Security;

namespace TuyaIot.Binding;

/// <summary>Refuses a secret that is plain text. The engine would refuse it too, in a message that shows it.</summary>
internal sealed class SecureTextAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        PSValue.Unwrap(inputData) is null or SecureString
            ? inputData
            : throw new ArgumentTransformationMetadataException(
                "a secret is a SecureString, which keeps it out of histories and logs: Read-Host -AsSecureString, Get-Credential or Get-Secret.");
}
