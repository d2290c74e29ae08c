using System.Collections.Generic;
using System.Linq;

namespace TuyaIot.Binding.Completion;

/// <summary>Completes product keys: the defaults of credentials, those that were called, and the environment's.</summary>
internal sealed class ProductKeyCompleter : Completer
{
    protected override IEnumerable<Candidate> Find(string start) => OfCredentials()
        .Concat(SeenValues.Current.ProductKeys.Select(static productKey => new Candidate(productKey, "called before in this session")))
        .Concat(EnvironmentCandidate.Of("TUYA_IOT_PRODUCT_KEY"));

    private static IEnumerable<Candidate> OfCredentials() => CredentialStore.Existing is CredentialStore store
        ? store.All
            .Where(static credential => credential.ProductKey is not null)
            .Select(static credential => new Candidate(credential.ProductKey!, $"the product of {credential.Name}"))
        : [];
}
