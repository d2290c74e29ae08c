using System.Collections.Generic;
using System.Linq;

namespace TuyaIot.Binding.Completion;

/// <summary>Completes product keys: the defaults of credentials, those that were called, and the environment's.</summary>
internal sealed class ProductKeyCompleter : Completer
{
    protected override IEnumerable<CompletionItem> Find(string start) => OfCredentials()
        .Concat(CompletionHistory.Current.ProductKeys.Select(static productKey => new CompletionItem(productKey, "called before in this session")))
        .Concat(EnvironmentItem.From("TUYA_IOT_PRODUCT_KEY"));

    private static IEnumerable<CompletionItem> OfCredentials() => CredentialStore.Existing is CredentialStore store
        ? store.All
            .Where(static credential => credential.ProductKey is not null)
            .Select(static credential => new CompletionItem(credential.ProductKey!, $"the product of {credential.Name}"))
        : [];
}

/// <summary>Completes -Qos.</summary>
internal sealed class QosCompleter : Completer
{
    protected override IEnumerable<CompletionItem> Find(string start) =>
    [
        new("0", "at most once, which is the API's default"),
        new("1", "at least once: pushed again when a device reconnects"),
    ];
}
