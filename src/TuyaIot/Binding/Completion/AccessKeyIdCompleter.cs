using System.Collections.Generic;
using System.Linq;

namespace TuyaIot.Binding.Completion;

/// <summary>Completes AccessKey IDs from the runspace's credentials.</summary>
internal sealed class AccessKeyIdCompleter : Completer
{
    protected override IEnumerable<Candidate> Find(string start) => CredentialStore.Existing is CredentialStore store
        ? store.All.Select(static credential => new Candidate(credential.AccessKeyId, $"the key of {credential.Name}"))
        : [];
}
