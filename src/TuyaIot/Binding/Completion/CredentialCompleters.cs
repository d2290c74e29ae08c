using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace TuyaIot.Binding.Completion;

/// <summary>Completes AccessKey IDs from the runspace's credentials.</summary>
internal sealed class AccessKeyIdCompleter : Completer
{
    protected override IEnumerable<CompletionItem> Find(string start) => CredentialStore.Existing is CredentialStore store
        ? store.All.Select(static credential => new CompletionItem(credential.AccessKeyId, $"the key of {credential.Name}"))
        : [];
}

/// <summary>Completes the names of the runspace's credentials.</summary>
internal class CredentialNameCompleter : Completer
{
    protected override IEnumerable<CompletionItem> Find(string start) =>
        CredentialStore.Existing is CredentialStore store ? store.All.Select(Describe) : [];

    private static CompletionItem Describe(IotCredential credential) => new(
        credential.Name,
        $"{credential.AccessKeyId} at {credential.Endpoint}{(credential.ProductKey is string product ? $", product {product}" : string.Empty)}");
}

/// <summary>Completes the names of credentials where wildcards are taken.</summary>
internal sealed class CredentialPatternCompleter : CredentialNameCompleter
{
    protected override string Literal(string value) => WildcardPattern.Escape(value);
}

/// <summary>Completes the name under which a credential is kept: Default, or one that is to be replaced.</summary>
internal sealed class NewCredentialNameCompleter : CredentialNameCompleter
{
    protected override IEnumerable<CompletionItem> Find(string start) => base.Find(start)
        .Select(static kept => kept with { Tooltip = $"replaces {kept.Tooltip}" })
        .Append(new CompletionItem("Default", "the credential of commands without -Credential"));
}

/// <summary>Completes endpoints that were used before. Without one it shows the form of an endpoint.</summary>
internal sealed class EndpointCompleter : Completer
{
    private static readonly CompletionItem Form = new(
        "<host>:8686", "The host is the console's: Development Configuration > Cloud API. Default scheme: https. Default port: 8686.");

    protected override IEnumerable<CompletionItem> Find(string start)
    {
        IEnumerable<CompletionItem> known = CompletionHistory.Current.Endpoints
            .SelectMany(endpoint => Forms(endpoint, start))
            .Select(static form => new CompletionItem(form, "used before in this session"))
            .Concat(EnvironmentItem.From("TUYA_IOT_ENDPOINT"));
        return known.DefaultIfEmpty(Form);
    }

    /// <summary>Without https, which is the default; with it where its beginning is typed.</summary>
    private static IEnumerable<string> Forms(string endpoint, string start)
    {
        const string Usual = "https://";
        string brief = endpoint.StartsWith(Usual, StringComparison.Ordinal) ? endpoint.Substring(Usual.Length) : endpoint;
        return start.Length == 0 ? [brief] : [brief, endpoint];
    }
}

/// <summary>Completes instances' IDs from the runspace's credentials and the environment.</summary>
internal sealed class InstanceIdCompleter : Completer
{
    protected override IEnumerable<CompletionItem> Find(string start) => OfCredentials().Concat(EnvironmentItem.From("TUYA_IOT_INSTANCE_ID"));

    private static IEnumerable<CompletionItem> OfCredentials() => CredentialStore.Existing is CredentialStore store
        ? store.All
            .Where(static credential => credential.InstanceId is not null)
            .Select(static credential => new CompletionItem(credential.InstanceId!, $"the instance of {credential.Name}"))
        : [];
}

/// <summary>A value that the environment has.</summary>
internal static class EnvironmentItem
{
    public static IEnumerable<CompletionItem> From(string variable) =>
        Environment.GetEnvironmentVariable(variable)?.Trim() is { Length: > 0 } value ? [new CompletionItem(value, $"from {variable}")] : [];
}
