using System.Collections.Generic;
using System.Linq;
using TuyaIot.Connection;

namespace TuyaIot.Binding.Completion;

/// <summary>Completes the names of the runspace's credentials.</summary>
internal class CredentialNameCompleter : Completer
{
    protected override IEnumerable<Candidate> Find(string start) =>
        CredentialStore.Existing is CredentialStore store ? store.All.Select(Describe) : [];

    private static Candidate Describe(IotCredential credential) => new(
        credential.Name,
        $"{credential.AccessKeyId} at {credential.Endpoint}{(credential.ProductKey is string product ? $", product {product}" : string.Empty)}");
}
