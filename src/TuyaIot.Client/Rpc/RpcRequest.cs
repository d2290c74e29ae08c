using System.Collections.Generic;

namespace TuyaIot.Rpc;

/// <summary>What is asked: an action with its own parameters. Who asks, when and the signature are added for each attempt.</summary>
internal sealed class RpcRequest(string action, IReadOnlyList<RpcParameter> parameters)
{
    public string Action { get; } = action;

    public IReadOnlyList<RpcParameter> Parameters { get; } = parameters;
}
