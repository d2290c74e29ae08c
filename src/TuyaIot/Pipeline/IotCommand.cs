using System.Management.Automation;
using TuyaIot.Binding;
using TuyaIot.Binding.Completion;
using TuyaIot.Connection;
using TuyaIot.Errors;

namespace TuyaIot.Pipeline;

/// <summary>What every cmdlet of the module that speaks to a gateway has: a credential, and errors of one shape.</summary>
public abstract class IotCommand : PSCmdlet
{
    /// <summary>
    /// Who asks and where: the name of a credential of this runspace, an object of Get-IotCredential, a PSCredential or a
    /// hashtable. Where it is left out: the runspace's default credential, then the environment's.
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(CredentialNameCompleter))]
    public object? Credential { get; set; }

    internal IotCredential ResolveCredential()
    {
        try
        {
            return CredentialResolver.Resolve(Credential, CredentialStore.Current);
        }
        catch (IotArgumentException exception)
        {
            ThrowTerminatingError(IotError.From(exception));
            throw;
        }
    }
}
