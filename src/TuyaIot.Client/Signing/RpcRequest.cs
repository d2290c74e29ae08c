using System.Collections.Generic;

namespace TuyaIot.Signing;

/// <summary>What is asked: an action with its own parameters. Who asks, when and the signature are added for each attempt.</summary>
/// <param name="action">The action.</param>
/// <param name="constant">Its parameters that are the same for many requests, which then share this list.</param>
/// <param name="repeated">The repeated parameter, where it has one.</param>
internal sealed class RpcRequest(string action, IReadOnlyList<RpcParameter> constant, RpcRepeatList? repeated = null)
{
    public string Action { get; } = action;

    public IReadOnlyList<RpcParameter> Constant { get; } = constant;

    public RpcRepeatList? Repeated { get; } = repeated;

    /// <summary>All its parameters, one by one.</summary>
    public IReadOnlyList<RpcParameter> Parameters =>
        Repeated is RpcRepeatList list ? [.. Constant, .. list.ToParameters()] : Constant;
}
