using System;
using System.Collections.Generic;
using System.Globalization;
using TuyaIot.Signing;

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

    // Shared by all requests of the call, which is how the signer knows what it has encoded already.
    private IReadOnlyList<RpcParameter>? _parameters;

    public IReadOnlyList<RpcParameter> GetParameters() => _parameters ??=
    [
        new("Args", Args.Json),
        new("Identifier", Identifier),
        new("ProductKey", ProductKey),
        .. Qos is int qos ? [new RpcParameter("Qos", qos.ToString(CultureInfo.InvariantCulture))] : Array.Empty<RpcParameter>(),
    ];

    public RpcRequest ToRequest(IReadOnlyList<string> deviceNames) => new(Action, GetParameters(), DeviceNameList.Of(deviceNames));

    /// <summary>By what is asked, not by whether its parameters have been listed yet.</summary>
    public bool Equals(InvokeThingsService? other) =>
        other is not null
        && ProductKey == other.ProductKey
        && Identifier == other.Identifier
        && Args == other.Args
        && Qos == other.Qos;

    public override int GetHashCode() => (ProductKey, Identifier, Args, Qos).GetHashCode();
}
