using System.Management.Automation;
using TuyaIot.Binding;
using TuyaIot.Binding.Completion;
using TuyaIot.Connection;
using TuyaIot.Errors;

namespace TuyaIot.Commands;

/// <summary>
/// <para type="synopsis">Takes a credential out of this runspace.</para>
/// <para type="description">Commands that run keep theirs until they end.</para>
/// </summary>
[Cmdlet(VerbsCommon.Remove, "IotCredential", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
public sealed class RemoveIotCredentialCommand : PSCmdlet
{
    /// <summary>Names; Default where it is left out.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(CredentialNameCompleter))]
    public string[] Name { get; set; } = [IotCredential.DefaultName];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (string name in Name)
        {
            if (CredentialStore.Current.Find(name) is null)
            {
                WriteError(IotError.From(CredentialResolver.NotFound(name)));
            }
            else if (ShouldProcess(name, "Remove credential"))
            {
                CredentialStore.Current.Remove(name);
            }
        }
    }
}
