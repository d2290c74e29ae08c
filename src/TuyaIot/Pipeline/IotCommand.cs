using System.Management.Automation;
using TuyaIot.Binding;
using TuyaIot.Binding.Completion;
using TuyaIot.Errors;

namespace TuyaIot.Pipeline;

/// <summary>A cmdlet that speaks to a gateway: it has a credential, and errors of one shape.</summary>
public abstract class IotCommand : CancellableCommand
{
    /// <summary>
    /// The credential: the name of one in this runspace, an object of Get-IotCredential, a PSCredential or a hashtable. Default: the
    /// runspace's default credential, then the environment's.
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(CredentialNameCompleter))]
    public object? Credential { get; set; }

    private protected IotCredential ResolveCredential()
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
