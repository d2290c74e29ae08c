using System.Management.Automation;

namespace TuyaIot.Binding.Completion;

/// <summary>Completes the names of credentials where wildcards are taken.</summary>
internal sealed class CredentialPatternCompleter : CredentialNameCompleter
{
    protected override string Literal(string value) => WildcardPattern.Escape(value);
}
