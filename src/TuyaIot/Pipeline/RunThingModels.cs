using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using TuyaIot.Api;
using TuyaIot.Delivery;
using TuyaIot.Errors;
using TuyaIot.ThingModels;

namespace TuyaIot.Pipeline;

/// <summary>The thing models of one run. Each is read once, and the calls of the run are checked against them.</summary>
/// <param name="read">Reads a model. It ends the run for a fault that every other request would meet as well.</param>
internal sealed class RunThingModels(Func<QueryThingModelPublished, ApiResult<QueryThingModelPublishedReply>> read)
{
    /// <summary>The id of the error of values that the model does not allow.</summary>
    public const string ErrorId = "ThingModelMismatch";

    /// <summary>More than anybody reads.</summary>
    private const int MaxFaults = 50;

    private readonly Dictionary<QueryThingModelPublished, ThingModel> _models = [];
    private readonly Dictionary<QueryThingModelPublished, IotArgumentException> _failures = [];

    /// <summary>The call as it is sent: whole numbers have their decimal place where the model demands it and the user wrote no JSON text.</summary>
    /// <param name="call">What the user gave.</param>
    /// <param name="isOfResult">Whether its values are those of a result of this module, which are the text of an object.</param>
    /// <exception cref="IotArgumentException">The model does not allow the values, or it cannot be read.</exception>
    public DeviceBatchCall Apply(DeviceBatchCall call, bool isOfResult)
    {
        if (call.ThingModelInput is not ThingModelInput given)
        {
            return call;
        }

        ThingModelInput input = isOfResult ? given with { IsVerbatim = false } : given;
        IReadOnlyList<string> faults = ThingModelValidator.FindFaults(input, ModelOf);
        if (faults.Count > 0)
        {
            throw NotAllowed(call.ProductKey, input, faults);
        }

        string sent = input.IsVerbatim ? input.Json : ThingModelWriter.Write(input, ModelOf);
        return sent == input.Json ? call : call with { SentValues = sent };

        ThingModel ModelOf(string? module) => Find(new QueryThingModelPublished(call.ProductKey, FunctionBlockId: module));
    }

    private ThingModel Find(QueryThingModelPublished query)
    {
        if (_models.TryGetValue(query, out ThingModel? known))
        {
            return known;
        }

        if (_failures.TryGetValue(query, out IotArgumentException? failure))
        {
            throw failure;
        }

        try
        {
            return _models[query] = Read(query);
        }
        catch (IotArgumentException exception)
        {
            _failures[query] = exception;
            throw;
        }
    }

    private ThingModel Read(QueryThingModelPublished query)
    {
        ApiResult<QueryThingModelPublishedReply> result = read(query);
        if (result.Outcome.Verdict.Status is not DeliveryStatus.Accepted)
        {
            string code = result.Outcome.Reply.Code is string text ? $" [{text}]" : string.Empty;
            throw Unavailable(query, $"{result.Outcome.Reply.ErrorMessage?.TrimEnd('.', ' ') ?? "the gateway gave no reason"}{code}");
        }

        return result.Reply?.Data?.ThingModelJson is { ValueKind: JsonValueKind.String or JsonValueKind.Object } json
            ? ThingModelParser.Parse(json, query.ProductKey)
            : throw Unavailable(query, "the reply holds no model");
    }

    private static IotArgumentException Unavailable(QueryThingModelPublished query, string reason) => new(
        "ThingModelUnavailable",
        query.ProductKey,
        $"Nothing was sent, because the thing model of {query.ProductKey}{(query.FunctionBlockId is string module ? $", module {module}," : string.Empty)} could not be read: {reason}.",
        "Get-IotThingModel tries the same. Without -UseThingModel the command needs no model.");

    private static IotArgumentException NotAllowed(string productKey, ThingModelInput input, IReadOnlyList<string> faults)
    {
        string all = string.Join("; ", faults.Take(MaxFaults));
        string more = faults.Count > MaxFaults ? string.Format(CultureInfo.InvariantCulture, "; and {0} more", faults.Count - MaxFaults) : string.Empty;
        return new IotArgumentException(
            ErrorId,
            input.Json,
            $"The thing model of {productKey} does not allow {input.Service ?? "these properties"}: {all}{more}.",
            $"Correct the values; Get-IotThingModel {productKey} shows what is allowed. Without -UseThingModel they are sent as they are.");
    }
}
