using System.Collections.Generic;
using TuyaIot.Signing;

namespace TuyaIot.Api;

/// <summary>
/// What many devices of one product are told at once, whoever they are. Two calls are equal when their requests would differ in
/// the device names only.
/// </summary>
internal interface IDeviceCall
{
    string ProductKey { get; }

    /// <summary>What they are told, without who.</summary>
    IReadOnlyList<RpcParameter> GetParameters();

    RpcRequest ToRequest(IReadOnlyList<string> deviceNames);
}
