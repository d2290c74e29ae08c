using System.Text.Json;
using TuyaIot.Simulator.Protocol;
using TuyaIot.Simulator.State;

namespace TuyaIot.Simulator.Actions;

/// <summary>Sets properties of devices: checks Items, carries the command out, and shows the values once they have arrived.</summary>
internal static class PropertyItems
{
    private const string Code = "iot.device.SetDevicePropertyFailed";

    internal static ActionReply? Check(Product product, RequestParameters parameters, out JsonElement items) =>
        JsonParameter.Read(parameters, ParameterName.Items, Code, out items)
        ?? (ThingModelValidator.FindPropertyFault(product.ThingModel, items) is { } fault ? ActionReply.Failed(Code, fault) : null);

    internal static FleetCommand CarryOut(Fleet fleet, string action, ActionCall call, Product product, string[] devices, JsonElement items)
    {
        FleetCommand command = fleet.CarryOut(product, devices, (number, ids) => new FleetCommand(number, call.Now, product, ids)
        {
            Action = action,
            RequestId = call.RequestId,
            Content = call.Parameters[ParameterName.Items]!,
        });
        foreach (int device in command.Devices)
        {
            if (fleet.Deliveries.Sample(command, device) is (SimulatorLogEvent.Executed, var time))
            {
                DeviceState state = product.GetOrCreateState(device);
                foreach (JsonProperty item in items.EnumerateObject())
                {
                    state.Set(item.Name, new PropertyValue(item.Value, time));
                }
            }
        }

        return command;
    }
}
