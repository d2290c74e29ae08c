using System.Text.Json;
using TuyaIot.Simulator.Protocol;
using TuyaIot.Simulator.State;

namespace TuyaIot.Simulator.Actions;

/// <summary>Checks the parameters of a service call: Identifier, Qos and Args, the latter against the thing model if there is one.</summary>
internal static class ServiceInput
{
    private const string Code = "iot.device.InvokeThingServiceFailed";

    internal static ActionReply? Check(Product product, RequestParameters parameters)
    {
        string? identifier = parameters[ParameterName.Identifier];
        if (string.IsNullOrEmpty(identifier))
        {
            return ActionReply.Missing(ParameterName.Identifier);
        }

        return QosParameter.Check(parameters)
            ?? JsonParameter.Read(parameters, ParameterName.Args, Code, out JsonElement args)
            ?? (ThingModelValidator.FindServiceFault(product.ThingModel, identifier!, args) is { } fault ? ActionReply.Failed(Code, fault) : null);
    }
}
