using System;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using TuyaIot.Simulator.State;

namespace TuyaIot.Simulator.Actions;

/// <summary>
/// Writes a thing model in the form in which the platform publishes it: <c>"dataType": "INT"</c>, inputParams, outputdata. A scenario can
/// hold that form, which is kept, or the one of the thing specification language: <c>"dataType": { "type": "int" }</c>, inputData, outputData.
/// </summary>
internal static class PublishedThingModel
{
    private const string FunctionBlocks = "functionBlocks";
    private const string FunctionBlockId = "functionBlockId";

    /// <summary>The default module, which names the others, or else the module with the id. Null if there is none with the id.</summary>
    internal static JsonObject? Create(Product product, string? functionBlockId)
    {
        JsonElement? model = product.ThingModel;
        JsonElement? module = string.IsNullOrEmpty(functionBlockId) ? model : model.Member(FunctionBlocks).Find(FunctionBlockId, functionBlockId!);
        return module is null && !string.IsNullOrEmpty(functionBlockId) ? null : CreateModule(product, module);
    }

    private static JsonObject CreateModule(Product product, JsonElement? module)
    {
        JsonObject published = new()
        {
            ["_ppk"] = module.Member("_ppk").Copy() ?? new JsonObject
            {
                ["version"] = product.Created.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
            },
            ["productKey"] = product.Key,
            ["properties"] = CreateList(module.Member("properties"), PublishProperty, product),
            ["services"] = CreateList(module.Member("services"), PublishService, product),
            ["events"] = CreateList(module.Member("events"), PublishEvent, product),
        };
        if (module.Member(FunctionBlocks).Items() is { Length: > 0 } blocks)
        {
            published[FunctionBlocks] = new JsonArray([.. blocks.Select(block => DescribeBlock(product, block))]);
        }

        return published;
    }

    private static JsonObject DescribeBlock(Product product, JsonElement block) => new()
    {
        ["productKey"] = product.Key,
        [FunctionBlockId] = block.Member(FunctionBlockId).Copy(),
        ["functionBlockName"] = block.Member("functionBlockName").Copy(),
    };

    private static JsonArray CreateList(JsonElement? list, Func<JsonElement, JsonObject> publish, Product product)
    {
        JsonArray published = [];
        foreach (JsonElement element in list.Items())
        {
            JsonObject item = publish(element);
            item["productKey"] ??= product.Key;
            published.Add(item);
        }

        return published;
    }

    private static JsonObject PublishProperty(JsonElement property)
    {
        if (!PublishedDataType.IsLanguageForm(property))
        {
            return Keep(property);
        }

        JsonObject published = Begin(property, "name");
        published["rwFlag"] = property.Text("accessMode") switch { "r" => "READ_ONLY", "w" => "WRITE_ONLY", _ => "READ_WRITE" };
        PublishedDataType.AddTo(published, property);
        return published;
    }

    private static JsonObject PublishService(JsonElement service)
    {
        if (service.Text("serviceName") is not null || service.Member("inputParams") is not null)
        {
            return Keep(service);
        }

        JsonObject published = Begin(service, "serviceName");
        published["callType"] = (service.Text("callType") ?? "async").ToUpperInvariant();
        published["inputParams"] = CreateParameters(service.Member("inputData"), "PARAM_INPUT");
        published["outputParams"] = CreateParameters(service.Member("outputData"), "PARAM_OUTPUT");
        return published;
    }

    private static JsonObject PublishEvent(JsonElement raised)
    {
        if (raised.Text("eventName") is not null)
        {
            return Keep(raised);
        }

        JsonObject published = Begin(raised, "eventName");
        published["eventType"] = (raised.Text("type") ?? "info").ToUpperInvariant() + "_EVENT_TYPE";
        published["outputdata"] = CreateParameters(raised.Member("outputData"), "PARAM_OUTPUT");
        return published;
    }

    private static JsonArray CreateParameters(JsonElement? list, string direction)
    {
        JsonArray parameters = [];
        foreach (JsonElement element in list.Items())
        {
            JsonObject parameter = Begin(element, "name");
            parameter.Remove("required");
            parameter["direction"] = direction;
            parameter["paraOrder"] = parameters.Count;
            PublishedDataType.AddTo(parameter, element);
            parameters.Add(parameter);
        }

        return parameters;
    }

    private static JsonObject Begin(JsonElement element, string nameMember)
    {
        string identifier = element.Text("identifier") ?? "";
        return new JsonObject
        {
            ["identifier"] = identifier,
            [nameMember] = element.Text("name") ?? identifier,
            ["required"] = element.Member("required").Copy() ?? false,
            ["custom"] = true,
        };
    }

    private static JsonObject Keep(JsonElement element) => (((JsonElement?)element).Copy() as JsonObject)!;
}
