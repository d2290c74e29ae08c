using System.Globalization;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using TuyaIot.Simulator.Protocol;
using TuyaIot.Simulator.State;

namespace TuyaIot.Simulator.Actions;

/// <summary>Gives the desired values of one device and their versions: of the properties that are named, or of all that can be set.</summary>
internal sealed class QueryDeviceDesiredProperty(Fleet fleet) : IGatewayAction
{
    public string Name => "QueryDeviceDesiredProperty";

    public ActionReply Run(ActionCall call) =>
        Target.FindDevice(fleet, call.Parameters, out Product product, out string device)
        ?? RepeatList.Read(
            call.Parameters, ParameterName.Identifier, SetDeviceDesiredProperty.MaxCount, SetDeviceDesiredProperty.TooManyCode, out string[] named)
        ?? CheckCanBeSet(product, named)
        ?? ActionReply.Accepted(new JsonObject
        {
            ["Data"] = new JsonObject
            {
                ["List"] = new JsonObject { ["DesiredPropertyInfo"] = Describe(call, product, product.StateOf(device), named) },
            },
        });

    private static ActionReply? CheckCanBeSet(Product product, string[] identifiers)
    {
        foreach (string identifier in product.ThingModel is null ? [] : identifiers)
        {
            JsonElement? property = ThingModelReader.FindProperty(product.ThingModel, identifier);
            if (property is null || ThingModelReader.IsReadOnly(property.Value))
            {
                string fault = property is null ? $"The thing model has no property {identifier}." : $"The property {identifier} is read-only.";
                return ActionReply.Failed("iot.common.QueryDevicePropertyActionError", fault);
            }
        }

        return null;
    }

    private static JsonArray Describe(ActionCall call, Product product, DeviceState? state, string[] named)
    {
        string[] identifiers = named.Length > 0 ? named :
        [
            .. ThingModelReader.PropertiesOf(product.ThingModel)
                .Where(static property => !ThingModelReader.IsReadOnly(property))
                .Select(ThingModelReader.IdentifierOf)
                .Union(state?.Desired.Keys ?? []),
        ];
        return new JsonArray([.. identifiers.Select(identifier => Describe(call, product, state, identifier))]);
    }

    /// <summary>A property without a desired value has neither Value nor Time.</summary>
    private static JsonObject Describe(ActionCall call, Product product, DeviceState? state, string identifier)
    {
        DesiredProperty? desired = null;
        state?.Desired.TryGetValue(identifier, out desired);
        PropertyValue? value = desired?.ValueAt(call.Now);
        JsonObject facts = PropertyFacts.Create(product, identifier, value?.Value);
        facts["Version"] = DesiredVersions.Of(state, identifier);
        if (value is not null)
        {
            facts["Value"] = value.Text;
            facts["Time"] = value.Time.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        }

        return facts;
    }
}
