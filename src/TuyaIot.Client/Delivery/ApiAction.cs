using System;
using TuyaIot.Replies;

namespace TuyaIot.Delivery;

/// <summary>What delivery has to know of an action of the API.</summary>
/// <param name="Name">Its name in the API.</param>
/// <param name="IsQuery">
/// Whether it only reads. A query is safe to repeat and is retried on every transient fault; a command is sent at most once.
/// </param>
/// <param name="RequestsPerSecond">
/// The quota that the modelled API documents for it. Default: 10, the lowest that most actions have. Tuya publishes none.
/// </param>
internal sealed record ApiAction(string Name, bool IsQuery, double RequestsPerSecond = ApiAction.DefaultRequestsPerSecond)
{
    private const double DefaultRequestsPerSecond = 10;

    /// <summary>What a user does where the gateway does not know the action; null for an action that Tuya documents.</summary>
    public string? WayAround { get; init; }

    /// <summary>
    /// Says what an accepted reply means where the action's own fields do, with the code and the reason in the reply; null where Success
    /// says it all.
    /// </summary>
    public Func<RpcReply, (Verdict Verdict, RpcReply Reply)>? Judge { get; init; }

    public static ApiAction Query(string name, double requestsPerSecond = DefaultRequestsPerSecond) =>
        new(name, IsQuery: true, requestsPerSecond);

    public static ApiAction Command(string name, double requestsPerSecond = DefaultRequestsPerSecond) =>
        new(name, IsQuery: false, requestsPerSecond);
}
