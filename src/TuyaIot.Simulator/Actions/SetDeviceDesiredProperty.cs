using System;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using TuyaIot.Simulator.Protocol;
using TuyaIot.Simulator.State;

namespace TuyaIot.Simulator.Actions;

/// <summary>
/// Sets desired values of up to 10 properties of one device, and sends them to it. Versions must be those of the last change, 0 the
/// first time; a property without one is not checked. The value null clears a property.
/// </summary>
internal sealed class SetDeviceDesiredProperty(Fleet fleet) : IGatewayAction
{
    internal const int MaxCount = 10;
    internal const string TooManyCode = "iot.device.TooManyDevicePropertiesPerTime";

    private const long MaxExpiration = 10L * 365 * 24 * 3_600;

    public string Name => "SetDeviceDesiredProperty";

    public ActionReply Run(ActionCall call) =>
        Target.FindDevice(fleet, call.Parameters, out Product product, out string device)
        ?? CheckItems(product, call.Parameters, out JsonElement items)
        ?? CheckVersions(product.StateOf(device), call.Parameters, items)
        ?? ParameterValue.ReadNumber(call.Parameters, "Expiration", 1, MaxExpiration, out long? expiration)
        ?? CarryOut(call, product, device, items, expiration);

    private static ActionReply? CheckItems(Product product, RequestParameters parameters, out JsonElement items)
    {
        ActionReply? refusal = PropertyItems.CheckDesired(product, parameters, out items);
        return refusal is null && items.EnumerateObject().Count() > MaxCount
            ? ActionReply.Failed(TooManyCode, $"Items has more than {MaxCount} properties.")
            : refusal;
    }

    private static ActionReply? CheckVersions(DeviceState? state, RequestParameters parameters, JsonElement items)
    {
        ActionReply? refusal = JsonParameter.Read(parameters, "Versions", "iot.check.InvalidFormattedParameter", out JsonElement versions);
        foreach (JsonProperty version in refusal is null ? versions.EnumerateObject() : default)
        {
            if (version.Value.ValueKind != JsonValueKind.Number || !version.Value.TryGetInt64(out long number))
            {
                return ParameterValue.Wrong("Versions", "a whole number for each property");
            }

            long current = DesiredVersions.Of(state, version.Name);
            if (items.TryGetProperty(version.Name, out _) && number != current)
            {
                return ActionReply.Failed(
                    "iot.device.SetDevicePropertyFailed", $"The version of {version.Name} is {current} and not {number}.");
            }
        }

        return refusal;
    }

    private ActionReply CarryOut(ActionCall call, Product product, string device, JsonElement items, long? expiration)
    {
        DateTimeOffset? expires = expiration is { } seconds ? call.Now.AddSeconds(seconds) : null;
        DeviceState state = product.GetOrCreateState(product.Add(device));
        foreach (JsonProperty item in items.EnumerateObject())
        {
            PropertyValue? value = item.Value.ValueKind == JsonValueKind.Null ? null : new PropertyValue(item.Value, call.Now);
            state.SetDesired(item.Name, new DesiredProperty(value, DesiredVersions.Of(state, item.Name) + 1, expires));
        }

        FleetCommand command = PropertyItems.CarryOut(fleet, Name, call, product, [device], items, isKept: true);
        return ActionReply.Accepted(new JsonObject
        {
            ["Data"] = new JsonObject
            {
                ["MessageId"] = MessageIds.Create(command),
                ["Versions"] = DesiredVersions.Create(state, items.EnumerateObject().Select(static item => item.Name)),
            },
        });
    }
}
