using System.Collections.Generic;
using System.Linq;

namespace TuyaIot.Binding.Completion;

/// <summary>Completes the name under which a credential is kept: Default, or one that is to be replaced.</summary>
internal sealed class NewCredentialNameCompleter : CredentialNameCompleter
{
    protected override IEnumerable<Candidate> Find(string start) => base.Find(start)
        .Select(static kept => kept with { Tooltip = $"replaces {kept.Tooltip}" })
        .Append(new Candidate("Default", "what commands use where they are given no credential"));
}
