using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Threading;
using TuyaIot.Api;
using TuyaIot.Compatibility;
using TuyaIot.Connection;
using TuyaIot.Delivery;
using TuyaIot.Errors;
using TuyaIot.ThingModels;

namespace TuyaIot.Binding.Completion;

/// <summary>
/// The thing models that the completions of one runspace have read. Whoever presses Tab waits two seconds at most, once: a model is kept,
/// and a gateway that gave none is left alone for a while.
/// </summary>
internal sealed class CompletionModels
{
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(30);
    private static readonly ConditionalWeakTable<Runspace, CompletionModels> OfRunspace = new();

    private readonly Dictionary<(ConnectionProfile, QueryThingModelPublished), ThingModel> _models = [];
    private readonly Dictionary<(ConnectionProfile, QueryThingModelPublished), long> _failedAt = [];

    public static CompletionModels Current => OfRunspace.GetOrCreateValue(Runspace.DefaultRunspace);

    /// <summary>Null where there is no credential, no product, no network or no model.</summary>
    /// <param name="bound">The parameters that stand on the command line.</param>
    /// <param name="module">The custom module; null for the default module.</param>
    public ThingModel? Find(IDictionary bound, string? module)
    {
        try
        {
            IotCredential credential = CredentialResolver.Resolve(bound["Credential"], CredentialStore.Current);
            string? productKey = FirstText(bound["ProductKey"]) ?? credential.ProductKey;
            return productKey is null ? null : Find(credential, new QueryThingModelPublished(productKey, FunctionBlockId: module));
        }
        catch (IotArgumentException)
        {
            return null;
        }
    }

    private ThingModel? Find(IotCredential credential, QueryThingModelPublished query)
    {
        (ConnectionProfile, QueryThingModelPublished) key = (credential.Profile, query);
        if (_models.TryGetValue(key, out ThingModel? known))
        {
            return known;
        }

        if (_failedAt.TryGetValue(key, out long failedAt) && TimeProvider.System.GetElapsedTime(failedAt) < PauseAfterFailure)
        {
            return null;
        }

        try
        {
            return _models[key] = Read(credential, query);
        }
        catch (IotArgumentException)
        {
            _failedAt[key] = TimeProvider.System.GetTimestamp();
            return null;
        }
    }

    private static ThingModel Read(IotCredential credential, QueryThingModelPublished query)
    {
        using IotClient client = credential.Connect(new DeliveryOptions { MaxAttempts = 1, RequestsPerSecond = credential.RequestsPerSecond });
        using CancellationTokenSource timeout = RuntimeCompat.CreateTimeout(TimeProvider.System, MaxWait);
        ApiResult<QueryThingModelPublishedReply> result = client.SendAsync(query, timeout.Token).GetAwaiter().GetResult();
        return ThingModelParser.Parse(result.Reply?.Data?.ThingModelJson ?? default(JsonElement), query.ProductKey);
    }

    private static string? FirstText(object? value) => PSValue.Unwrap(value) switch
    {
        string { Length: > 0 } text => text,
        IEnumerable several and not string => several.Cast<object?>().Select(FirstText).FirstOrDefault(),
        _ => null,
    };
}
