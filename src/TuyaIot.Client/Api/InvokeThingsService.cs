using System;
using System.Collections.Generic;
using System.Globalization;
using TuyaIot.Rpc;

namespace TuyaIot.Api;

/// <summary>
/// Calls one service of up to 100 devices of a product, asynchronously: a reply says that the gateway accepted the command,
/// not that a device carried it out.
/// </summary>
/// <param name="ProductKey">The product that the devices belong to.</param>
/// <param name="Identifier">The service; in a custom module module:service.</param>
/// <param name="Args">The service's input.</param>
/// <param name="Qos">0 at most once, which is the API's default where it is not sent; 1 at least once, pushed again on reconnect.</param>
/// <remarks>developer.tuya.com/en/docs/tuya-iot, page id Kdxqks15v8umc.</remarks>
internal sealed record InvokeThingsService(string ProductKey, string Identifier, ServiceArgs Args, int? Qos) : IDeviceCall
{
    public const string Action = "InvokeThingsService";

    public IReadOnlyList<RpcParameter> GetParameters() =>
    [
        new("Args", Args.Json),
        new("Identifier", Identifier),
        new("ProductKey", ProductKey),
        .. Qos is int qos ? [new RpcParameter("Qos", qos.ToString(CultureInfo.InvariantCulture))] : Array.Empty<RpcParameter>(),
    ];

    public RpcRequest ToRequest(IReadOnlyList<string> deviceNames)
    {
        List<RpcParameter> parameters = new(deviceNames.Count + 4);
        parameters.AddRange(GetParameters());
        DeviceNameList.AddTo(parameters, deviceNames);
        return new RpcRequest(Action, parameters);
    }
}
