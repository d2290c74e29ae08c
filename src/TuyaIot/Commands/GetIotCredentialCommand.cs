using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using TuyaIot.Binding;
using TuyaIot.Binding.Completion;
using TuyaIot.Connection;
using TuyaIot.Errors;

namespace TuyaIot.Commands;

/// <summary>
/// <para type="synopsis">Gets the credentials of this session, never their secrets.</para>
/// <para type="description">Without a name it gets all of them. Where there is no default credential, it gets the one of the environment as well.</para>
/// </summary>
[Cmdlet(VerbsCommon.Get, "IotCredential")]
[OutputType(typeof(IotCredential))]
public sealed class GetIotCredentialCommand : PSCmdlet
{
    /// <summary>The names of the credentials. Wildcards are allowed. Default: all.</summary>
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
            if (CredentialStore.Current.Find(IotCredentialSettings.DefaultName) is null && CredentialResolver.FromEnvironment() is IotCredential environment)
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
        WildcardPattern pattern = PatternParser.Parse(nameof(Name), name);
        IotCredential[] found = [.. all.Where(credential => pattern.IsMatch(credential.Name))];
        if (found.Length == 0 && !WildcardPattern.ContainsWildcardCharacters(name))
        {
            WriteError(IotError.From(CredentialResolver.NotFound(name)));
        }

        WriteObject(found, enumerateCollection: true);
    }
}
