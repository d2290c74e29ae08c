using System;
using System.Collections.Generic;
using System.Text.Json;
using TuyaIot.Delivery;
using TuyaIot.Signing;

namespace TuyaIot.Api;

/// <summary>Reads the published thing model of a product: of its default module, or of one custom module.</summary>
/// <param name="ProductKey">The product.</param>
/// <param name="ModelVersion">The version; null for the newest.</param>
/// <param name="FunctionBlockId">The custom module; null for the default module.</param>
/// <remarks>developer.tuya.com/en/docs/tuya-iot, page id Kdxqivaa0fxmy. Quota of the modelled API: 10 requests a second.</remarks>
internal sealed record QueryThingModelPublished(string ProductKey, string? ModelVersion = null, string? FunctionBlockId = null)
    : ApiCall<QueryThingModelPublishedReply>
{
    private static readonly ApiAction Definition = ApiAction.Query("QueryThingModelPublished", requestsPerSecond: 10);

    public override ApiAction Action => Definition;

    public override IReadOnlyList<RpcParameter> GetParameters() =>
    [
        new("ProductKey", ProductKey),
        .. ModelVersion is string version ? [new RpcParameter("ModelVersion", version)] : Array.Empty<RpcParameter>(),
        .. FunctionBlockId is string block ? [new RpcParameter("FunctionBlockId", block)] : Array.Empty<RpcParameter>(),
    ];
}

internal sealed record QueryThingModelPublishedReply(ThingModelData? Data);

/// <summary>The model, as a JSON text within the JSON. It is kept as it came, since a text that is cleaned may be no JSON any more.</summary>
internal sealed record ThingModelData(JsonElement? ThingModelJson);
