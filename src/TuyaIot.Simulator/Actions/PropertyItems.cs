using System.Collections.Generic;
using TuyaIot.Simulator.Checks;
using TuyaIot.Simulator.Json;
using TuyaIot.Simulator.Replies;
using TuyaIot.Simulator.State;

namespace TuyaIot.Simulator.Actions;

/// <summary>The properties that devices are told to take on: checked, carried out, and seen once they have arrived.</summary>
internal static class PropertyItems
{
    private const string Code = "iot.device.SetDevicePropertyFailed";

    internal static Answer? Check(Product product, RequestParameters parameters, out JsonObject items) =>
        JsonParameter.Read(parameters, ParameterName.Items, Code, out items)
        ?? (ThingModelCheck.PropertyFault(product.ThingModel, items) is { } fault ? Answer.Failed(Code, fault) : null);

    internal static FleetCommand CarryOut(Fleet fleet, string action, ActionCall call, Product product, string[] devices, JsonObject items)
    {
        FleetCommand command = fleet.CarryOut(product, devices, (number, ids) => new FleetCommand(number, call.Now, product, ids)
        {
            Action = action,
            RequestId = call.RequestId,
            Content = call.Parameters[ParameterName.Items]!,
        });
        foreach (int device in command.Devices)
        {
            if (fleet.Fate.Of(command, device) is (SimulatorLogEvent.Executed, var time))
            {
                DeviceState state = product.Touch(device);
                foreach (KeyValuePair<string, object?> item in items)
                {
                    state.Set(item.Key, new PropertyValue(item.Value, time));
                }
            }
        }

        return command;
    }
}
