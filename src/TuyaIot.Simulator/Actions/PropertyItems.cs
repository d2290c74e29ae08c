using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using TuyaIot.Simulator.Protocol;
using TuyaIot.Simulator.State;

namespace TuyaIot.Simulator.Actions;

/// <summary>Sets properties of devices: checks Items, carries the command out, and shows the values once they have arrived.</summary>
internal static class PropertyItems
{
    private const string Code = "iot.device.SetDevicePropertyFailed";

    /// <summary>Checks properties that are to be set now. Each needs a value.</summary>
    internal static ActionReply? Check(Product product, RequestParameters parameters, out JsonElement items)
    {
        ActionReply? refusal = CheckDesired(product, parameters, out items);
        return refusal is null && items.EnumerateObject().FirstOrDefault(IsNull) is { Value.ValueKind: JsonValueKind.Null } empty
            ? ActionReply.Failed(Code, $"The property {empty.Name} has no value.")
            : refusal;
    }

    /// <summary>Items is one object. The list of keys and values that users send by mistake is refused.</summary>
    internal static ActionReply? CheckDesired(Product product, RequestParameters parameters, out JsonElement items)
    {
        ActionReply? refusal = JsonParameter.Read(parameters, ParameterName.Items, "iot.check.InvalidFormattedParameter", out items);
        if (refusal is not null)
        {
            return refusal;
        }

        if (!items.EnumerateObject().Any())
        {
            return ActionReply.Failed("iot.device.NoneDeviceProperties", "Items has no property.");
        }

        return ThingModelValidator.FindPropertyFault(product.ThingModel, items) is { } fault ? ActionReply.Failed(Code, fault) : null;
    }

    internal static FleetCommand CarryOut(
        Fleet fleet, string action, ActionCall call, Product product, string[] devices, JsonElement items, bool isKept = false, bool hasMessageId = true)
    {
        FleetCommand command = fleet.CarryOut(product, devices, (number, ids) => new FleetCommand(number, call.Now, product, ids)
        {
            Action = action,
            RequestId = call.RequestId,
            Kind = FleetCommandKind.Properties,
            Content = call.Parameters[ParameterName.Items]!,
            IsKept = isKept,
            HasMessageId = hasMessageId,
        });
        KeyValuePair<string, PropertyValue>[] values = [];
        foreach (int device in command.Devices)
        {
            // The platform knows the values that the device reports.
            if (fleet.Deliveries.Sample(command, device) is (SimulatorLogEvent.Executed, var executed)
                && fleet.Deliveries.SampleAnswer(command, device, SimulatorLogEvent.Executed, executed) is { Reports: true, Time: var time })
            {
                // Devices that the command reaches at the same time share its values: there may be a million.
                values = values is [var first, ..] && first.Value.Time == time ? values : Create(items, time);
                DeviceState state = product.GetOrCreateState(device);
                foreach (KeyValuePair<string, PropertyValue> value in values)
                {
                    state.Set(value.Key, value.Value, call.Now);
                }
            }
        }

        return command;
    }

    /// <summary>Shows the values of a command that reached a device later.</summary>
    internal static void Apply(FleetCommand command, int device, DateTimeOffset time)
    {
        foreach (KeyValuePair<string, PropertyValue> value in Create(StrictJson.Parse(command.Content), time))
        {
            command.Product.GetOrCreateState(device).Set(value.Key, value.Value, time);
        }
    }

    private static KeyValuePair<string, PropertyValue>[] Create(JsonElement items, DateTimeOffset time) =>
    [
        .. items.EnumerateObject()
            .Where(static item => !IsNull(item))
            .Select(item => new KeyValuePair<string, PropertyValue>(item.Name, new PropertyValue(item.Value, time))),
    ];

    private static bool IsNull(JsonProperty item) => item.Value.ValueKind == JsonValueKind.Null;
}
