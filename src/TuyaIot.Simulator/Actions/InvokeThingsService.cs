using System;
using System.Collections.Generic;
using TuyaIot.Simulator.Checks;
using TuyaIot.Simulator.Json;
using TuyaIot.Simulator.Replies;

namespace TuyaIot.Simulator.Actions;

/// <summary>Asks up to 100 devices of one product for a service.</summary>
internal sealed class InvokeThingsService(IReadOnlyCollection<string> productKeys) : IGatewayAction
{
    public string Name => "InvokeThingsService";

    public Answer Run(RequestParameters parameters, DateTimeOffset now) =>
        CheckProduct(parameters[ParameterName.ProductKey])
        ?? CheckService(parameters)
        ?? DeviceNames.Read(parameters, out _)
        ?? Answer.Accepted();

    private Answer? CheckProduct(string? productKey) => productKey switch
    {
        null => Answer.Missing(ParameterName.ProductKey),
        "" => Answer.Failed("iot.prod.NullProductKey", "The product key is empty."),
        _ when productKeys.Count == 0 => null,
        _ => new HashSet<string>(productKeys, StringComparer.Ordinal).Contains(productKey)
            ? null
            : Answer.Failed("iot.prod.NotExistedProduct", "The product does not exist."),
    };

    private static Answer? CheckService(RequestParameters parameters)
    {
        if (string.IsNullOrEmpty(parameters[ParameterName.Identifier]))
        {
            return Answer.Missing(ParameterName.Identifier);
        }

        if (parameters[ParameterName.Qos] is not (null or "0" or "1"))
        {
            return Answer.Refused(400, "InvalidParameter", "Qos must be 0 or 1.");
        }

        if (parameters[ParameterName.Args] is not { } args)
        {
            return Answer.Missing(ParameterName.Args);
        }

        try
        {
            return JsonReader.Read(args) is JsonObject
                ? null
                : Answer.Failed("iot.device.InvokeThingServiceFailed", "Args is not a JSON object.");
        }
        catch (FormatException broken)
        {
            return Answer.Failed("iot.device.InvokeThingServiceFailed", "Args: " + broken.Message);
        }
    }
}
