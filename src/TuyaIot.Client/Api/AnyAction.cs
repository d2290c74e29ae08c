using System.Collections.Generic;
using TuyaIot.Delivery;
using TuyaIot.Signing;

namespace TuyaIot.Api;

/// <summary>A call of any action, with parameters that somebody else wrote. Its reply is taken as JSON.</summary>
/// <param name="Name">The name of the action, in any casing where it is known.</param>
/// <param name="Parameters">Its parameters with the API's own spelling.</param>
internal sealed record AnyAction(string Name, IReadOnlyList<RpcParameter> Parameters) : ApiCall<AnyActionReply>
{
    public override ApiAction Action { get; } = KnownActions.Find(Name);

    public override IReadOnlyList<RpcParameter> GetParameters() => Parameters;
}

/// <summary>The reply has a form of its own, so it is read from the body.</summary>
internal sealed record AnyActionReply;
