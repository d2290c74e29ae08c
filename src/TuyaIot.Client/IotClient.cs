using System;
using System.Collections.Generic;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using TuyaIot.Api;
using TuyaIot.Connection;
using TuyaIot.Delivery;
using TuyaIot.Signing;
using TuyaIot.Transport;

namespace TuyaIot;

/// <summary>
/// The only door to the API: each call goes out under the rules of its action. Clients of equal profiles share their connections,
/// their clock and their pace. Dispose gives the connections back.
/// </summary>
internal sealed class IotClient : IDisposable
{
    private readonly SessionPool.Lease _lease;
    private readonly RequestDelivery _delivery;

    private IotClient(SessionPool.Lease lease, RpcMethod method, DeliveryOptions options)
    {
        _lease = lease;
        _delivery = new RequestDelivery(lease.Session, options);
        IsUrlLimited = method is RpcMethod.Get;
    }

    /// <summary>Whether all parameters must fit into a URL.</summary>
    public bool IsUrlLimited { get; }

    /// <summary>Whether the latest reply was "too many requests".</summary>
    public bool IsThrottled => _delivery.IsThrottled;

    public static IotClient Connect(ConnectionProfile profile, DeliveryOptions options) =>
        new(SessionPool.Shared.Rent(profile), profile.Options.Method, options);

    /// <summary>Prepares a command of which many requests are to be sent.</summary>
    public RequestTemplate Prepare(DeviceBatchCall call) =>
        _lease.Session.Client.Prepare(
            call.Action.Name, call.GetSentParameters(), call.IsForOneDevice ? DeviceBatchCall.SingleDeviceName : DeviceBatchCall.DeviceNameList);

    /// <summary>How many bytes the values of a query's list may take; without a limit where they are not in a URL.</summary>
    public int RoomFor(ApiCall call) => IsUrlLimited
        ? RpcOptions.MaxUrlLength - _lease.Session.Client.Prepare(call.Action.Name, call.GetParameters(), null).MaxUrlLength
        : int.MaxValue;

    /// <summary>Sends one request of a command. Never throws for a network, a gateway or a cancellation.</summary>
    /// <param name="call">The command.</param>
    /// <param name="template">Its prepared form.</param>
    /// <param name="deviceNames">At most 100 names; one where the action takes one device.</param>
    /// <param name="record">Keeps what is known of the request meanwhile; null for none.</param>
    /// <param name="cancellationToken">Ends the wait for a reply; it does not take back what was sent.</param>
    public Task<Outcome> SendAsync(
        DeviceBatchCall call, RequestTemplate template, IReadOnlyList<string> deviceNames, IRequestRecord? record, CancellationToken cancellationToken)
    {
        RpcRequest request = new(template, deviceNames) { KeepsBody = call.HasReply, MinTimeout = call.MinTimeout };
        return _delivery.DeliverAsync(request, call.Action, record, cancellationToken);
    }

    /// <summary>Sends one call and reads its reply. Never throws for a network, a gateway or a cancellation.</summary>
    public async Task<ApiResult<TReply>> SendAsync<TReply>(ApiCall<TReply> call, CancellationToken cancellationToken)
        where TReply : class
    {
        RpcRequest request = new(call.Action.Name, call.GetParameters()) { KeepsBody = true };
        Outcome outcome = await _delivery.DeliverAsync(request, call.Action, record: null, cancellationToken).ConfigureAwait(false);
        return outcome.Verdict.Status is DeliveryStatus.Accepted && outcome.Reply.Body is JsonElement body
            ? new ApiResult<TReply>(outcome, call.Read(body, ApiReply.Fields))
            : new ApiResult<TReply>(outcome, null);
    }

    public void Dispose() => _lease.Dispose();
}

/// <summary>What became of a call whose reply is read.</summary>
/// <typeparam name="TReply">The reply's fields.</typeparam>
/// <param name="Outcome">What became of the request.</param>
/// <param name="Reply">The reply's fields; null where it was not accepted or cannot be read.</param>
internal sealed record ApiResult<TReply>(Outcome Outcome, TReply? Reply)
    where TReply : class
{
    /// <summary>The reply as JSON text with its secrets masked; null where it was not accepted.</summary>
    public string? Raw => Outcome.Verdict.Status is DeliveryStatus.Accepted && Outcome.Reply.Body is JsonElement body ? RawJson.Mask(body) : null;

    /// <summary>Not the reply's JSON, which may hold a secret.</summary>
    public override string ToString() => $"{Outcome.Verdict.Status}";
}
