using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using TuyaIot.Simulator.Protocol;
using TuyaIot.Simulator.State;

namespace TuyaIot.Simulator.Actions;

/// <summary>Gives the status of up to 50 devices: those of one product by name, or of any product by IotId.</summary>
internal sealed class BatchGetDeviceState(Fleet fleet) : IGatewayAction
{
    private const int MaxCount = 50;

    public string Name => "BatchGetDeviceState";

    public ActionReply Run(ActionCall call) =>
        FindDevices(call.Parameters, out List<(Product Product, string Device)> devices)
        ?? ActionReply.Accepted(new JsonObject
        {
            ["DeviceStatusList"] = new JsonObject
            {
                ["DeviceStatus"] = new JsonArray([.. devices.Select(static found => Describe(found.Product, found.Device))]),
            },
        });

    /// <summary>The devices of IotId.N, or else those of ProductKey and DeviceName.N.</summary>
    private ActionReply? FindDevices(RequestParameters parameters, out List<(Product Product, string Device)> devices)
    {
        devices = [];
        if (parameters[ParameterName.IotId + ".1"] is null)
        {
            string[] names = [];
            ActionReply? refusal = Target.FindProduct(fleet, parameters, out Product product)
                ?? Target.FindDevices(product, parameters, out names, MaxCount);
            if (refusal is null)
            {
                devices.AddRange(names.Select(name => (product, name)));
            }

            return refusal;
        }

        ActionReply? invalid = DeviceNames.ReadList(parameters, ParameterName.IotId, MaxCount, out string[] iotIds);
        for (int i = 0; invalid is null && i < iotIds.Length; i++)
        {
            invalid = Target.FindDevice(fleet, iotIds[i], out Product product, out string device);
            devices.Add((product, device));
        }

        return invalid;
    }

    private static JsonObject Describe(Product product, string device) => new()
    {
        ["AsAddress"] = DeviceFacts.AddressOf(product, device),
        ["DeviceId"] = "",
        ["DeviceName"] = device,
        ["IotId"] = IotIds.Create(product, device),
        ["LastOnlineTime"] = PlatformTime.ToHome(DeviceFacts.OnlineOf(product, device)),
        ["Status"] = DeviceFacts.StatusOf(product, device),
        ["Timestamp"] = DeviceFacts.ChangedOf(product, device).ToUnixTimeMilliseconds(),
    };
}
