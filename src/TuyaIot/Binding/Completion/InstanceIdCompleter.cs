using System.Collections.Generic;
using System.Linq;

namespace TuyaIot.Binding.Completion;

/// <summary>Completes instances' IDs from the runspace's credentials and the environment.</summary>
internal sealed class InstanceIdCompleter : Completer
{
    protected override IEnumerable<Candidate> Find(string start) => OfCredentials().Concat(EnvironmentCandidate.Of("TUYA_IOT_INSTANCE_ID"));

    private static IEnumerable<Candidate> OfCredentials() => CredentialStore.Existing is CredentialStore store
        ? store.All
            .Where(static credential => credential.InstanceId is not null)
            .Select(static credential => new Candidate(credential.InstanceId!, $"the instance of {credential.Name}"))
        : [];
}
