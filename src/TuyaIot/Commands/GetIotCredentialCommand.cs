using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using TuyaIot.Binding;
using TuyaIot.Binding.Completion;
using TuyaIot.Connection;
using TuyaIot.Errors;

namespace TuyaIot.Commands;

/// <summary>
/// <para type="synopsis">Shows the credentials of this runspace, never their secrets.</para>
/// <para type="description">Without a name: all of them and, where there is no default one, the environment's.</para>
/// </summary>
[Cmdlet(VerbsCommon.Get, "IotCredential")]
[OutputType(typeof(IotCredential))]
public sealed class GetIotCredentialCommand : PSCmdlet
{
    /// <summary>Names, with wildcards.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(CredentialPatternCompleter))]
    public string[] Name { get; set; } = ["*"];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        try
        {
            List<IotCredential> all = [.. CredentialStore.Current.All];
            if (CredentialStore.Current.Find(IotCredential.DefaultName) is null && CredentialResolver.FromEnvironment() is IotCredential environment)
            {
                all.Add(environment);
            }

            foreach (string name in Name)
            {
                Write(name, all);
            }
        }
        catch (IotArgumentException exception)
        {
            WriteError(IotError.From(exception));
        }
    }

    private void Write(string name, List<IotCredential> all)
    {
        WildcardPattern pattern = WildcardPattern.Get(name, WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant);
        IotCredential[] found = [.. all.Where(credential => pattern.IsMatch(credential.Name))];
        if (found.Length == 0 && !WildcardPattern.ContainsWildcardCharacters(name))
        {
            WriteError(IotError.From(CredentialResolver.NotFound(name)));
        }

        WriteObject(found, enumerateCollection: true);
    }
}
