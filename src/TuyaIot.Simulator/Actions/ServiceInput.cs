using TuyaIot.Simulator.Checks;
using TuyaIot.Simulator.Json;
using TuyaIot.Simulator.Replies;
using TuyaIot.Simulator.State;

namespace TuyaIot.Simulator.Actions;

/// <summary>What a device is asked to do: Identifier, Args and Qos, checked against the thing model where there is one.</summary>
internal static class ServiceInput
{
    private const string Code = "iot.device.InvokeThingServiceFailed";

    internal static Answer? Check(Product product, RequestParameters parameters)
    {
        string? identifier = parameters[ParameterName.Identifier];
        if (string.IsNullOrEmpty(identifier))
        {
            return Answer.Missing(ParameterName.Identifier);
        }

        if (parameters[ParameterName.Qos] is not (null or "0" or "1"))
        {
            return Answer.Refused(400, "InvalidParameter", "Qos must be 0 or 1.");
        }

        return JsonParameter.Read(parameters, ParameterName.Args, Code, out JsonObject args)
            ?? (ThingModelCheck.ServiceFault(product.ThingModel, identifier!, args) is { } fault ? Answer.Failed(Code, fault) : null);
    }
}
