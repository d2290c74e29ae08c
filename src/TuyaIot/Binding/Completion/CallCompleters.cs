using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using TuyaIot.Api;

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

/// <summary>Completes the actions that are known.</summary>
internal sealed class ActionCompleter : Completer
{
    protected override IEnumerable<CompletionItem> Find(string start) => KnownActions.All
        .OrderBy(static action => action.Name, StringComparer.Ordinal)
        .Select(static action => new CompletionItem(
            action.Name,
            string.Format(CultureInfo.InvariantCulture, "{0}, {1:#,0} requests/s", action.IsQuery ? "a query" : "a command", action.RequestsPerSecond)));
}
