using System.Management.Automation;
using TuyaIot.Binding;
using TuyaIot.Binding.Completion;
using TuyaIot.Connection;
using TuyaIot.Errors;

namespace TuyaIot.Commands;

/// <summary>
/// <para type="synopsis">Removes a credential from this session.</para>
/// <para type="description">Its connections are closed. Commands in progress keep theirs until they end.</para>
/// </summary>
[Cmdlet(VerbsCommon.Remove, "IotCredential", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
public sealed class RemoveIotCredentialCommand : PSCmdlet
{
    /// <summary>The names of the credentials. Default: Default.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(CredentialNameCompleter))]
    public string[] Name { get; set; } = [IotCredentialSettings.DefaultName];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (string name in Name)
        {
            if (CredentialStore.Current.Find(name) is not IotCredential credential)
            {
                WriteError(IotError.From(CredentialResolver.NotFound(name)));
            }
            else if (ShouldProcess(name, "Remove credential"))
            {
                CredentialStore.Current.Remove(name);
                SessionPool.Shared.Forget(credential.Profile);
            }
        }
    }
}
