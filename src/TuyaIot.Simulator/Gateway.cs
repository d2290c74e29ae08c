using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using TuyaIot.Simulator.Actions;
using TuyaIot.Simulator.Faults;
using TuyaIot.Simulator.Http;
using TuyaIot.Simulator.Messages;
using TuyaIot.Simulator.Protocol;
using TuyaIot.Simulator.Scenarios;
using TuyaIot.Simulator.State;

namespace TuyaIot.Simulator;

/// <summary>Handles one request: reads and checks it, injects a fault or carries it out, records it and replies.</summary>
internal sealed class Gateway : IHttpHandler, IDisposable
{
    private readonly object _lock = new();
    private readonly TimeProvider _time;
    private readonly RequestAuthenticator _authenticator;
    private readonly NonceMemory _nonces;
    private readonly RequestIds _requestIds;
    private readonly FaultPlan _faults;
    private readonly Fleet _fleet;
    private readonly Dictionary<string, IGatewayAction> _actions;
    private readonly ListForm _lists;
    private readonly MessagePump? _messages;

    internal Gateway(SimulatorOptions options, string secret, IMessageChannel? channel)
    {
        _time = options.TimeProvider;
        _faults = new FaultPlan(options.AllFaults, options.EffectiveSeed);
        _authenticator = new RequestAuthenticator(
            options.AccessKeyId, SignatureCheck.CreateKey(secret), options.EffectiveInstanceId, options.TimestampWindow);
        _nonces = new NonceMemory(options.NonceCapacity);
        _requestIds = new RequestIds(options.EffectiveSeed);
        _fleet = FleetBuilder.Build(options, Now);
        _actions = ActionTable.Create(_fleet, options.PageTokenLifetime);
        _lists = options.Scenario?.Lists ?? ListForm.Object;
        Record = new RequestRecord(options.RecordCapacity);
        if (channel is not null)
        {
            MessageFeed feed = new(_fleet, options.Scenario?.PushesReplies ?? true);
            _fleet.Observer = feed;
            _messages = new MessagePump(_lock, _fleet, feed, _time, () => Now, channel.Publish);
            foreach (MessageSetup message in options.Scenario?.Messages ?? [])
            {
                feed.Add(message, Now);
            }

            _messages.Run();
        }
    }

    internal RequestRecord Record { get; }

    /// <summary>The time by the gateway's own clock, which a fault can set wrong.</summary>
    private DateTimeOffset Now => _time.GetUtcNow() + _faults.ClockOffset;

    public async Task<HttpReply> HandleAsync(HttpRequest request, long connection, CancellationToken cancellationToken)
    {
        List<KeyValuePair<string, string>> inOrder = new(capacity: 128);
        ActionReply? malformed = RequestForm.Read(request, inOrder);
        RequestParameters parameters = new(inOrder);
        await WaitAsync(DrawArrivalDelay(parameters), cancellationToken).ConfigureAwait(false);

        ActionReply? refusal = malformed ?? _authenticator.Check(request, parameters, Now);
        (HttpReply reply, TimeSpan delay) = Handle(request, connection, parameters, refusal);
        _messages?.Run();
        await WaitAsync(delay, cancellationToken).ConfigureAwait(false);
        return reply;
    }

    public void Dispose() => _messages?.Dispose();

    public HttpReply Refuse(BadHttpException bad)
    {
        lock (_lock)
        {
            ActionReply reply = ActionReply.Refused(bad.Status, bad.Code, bad.Message);
            return ReplyFormat.Write(reply, _requestIds.Next(), new RequestParameters([]), Now);
        }
    }

    internal List<SimulatorDevice> GetDevices(Func<string, string, bool> isWanted)
    {
        lock (_lock)
        {
            DateTimeOffset now = Now;
            _fleet.Agenda.Advance(now);
            return FleetView.Describe(_fleet, now, isWanted);
        }
    }

    /// <summary>Takes the lock for one device at a time: a million names are never held at once, and requests are handled in between.</summary>
    internal IEnumerable<SimulatorExecutionCount> GetExecutionCounts()
    {
        Product[] products;
        lock (_lock)
        {
            products = [.. _fleet.Products];
        }

        foreach (Product product in products)
        {
            for (int device = 0; device < product.DeviceCount; device++)
            {
                SimulatorExecutionCount count;
                lock (_lock)
                {
                    count = new SimulatorExecutionCount(product.Key, product.NameOf(device), product.ExecutionsOf(device));
                }

                yield return count;
            }
        }
    }

    private TimeSpan DrawArrivalDelay(RequestParameters parameters)
    {
        if (!_faults.DelaysArrivals)
        {
            return TimeSpan.Zero;
        }

        lock (_lock)
        {
            return _faults.DrawArrivalDelay(parameters, Now);
        }
    }

    private Task WaitAsync(TimeSpan length, CancellationToken cancellationToken) =>
        length > TimeSpan.Zero ? _time.DelayAsync(length, cancellationToken) : Task.CompletedTask;

    private (HttpReply Reply, TimeSpan Delay) Handle(HttpRequest request, long connection, RequestParameters parameters, ActionReply? refusal)
    {
        lock (_lock)
        {
            // Read under the lock, so that requests are counted in the order of their times.
            DateTimeOffset now = Now;
            InjectedFault fault = refusal is null ? _faults.Next(parameters, now) : default;
            ActionCall call = new(parameters, now, _requestIds.Next());
            ActionReply verdict = refusal ?? fault.ReplyBefore ?? Run(call);
            HttpReply reply = CreateReply(call, fault, verdict);
            Record.Add(new SimulatorRequest(request)
            {
                Number = Record.Total + 1,
                Time = now,
                Connection = connection,
                Action = parameters[ParameterName.Action] ?? "",
                ProductKey = parameters[ParameterName.ProductKey],
                DeviceCount = parameters.DeviceCount,
                Verdict = verdict.IsAccepted ? SimulatorRequest.Accepted : verdict.Code,
                HttpStatus = reply.Status,
                RequestId = call.RequestId,
                Fault = fault.Name,
            });
            return (reply, fault.Delay);
        }
    }

    private ActionReply Run(ActionCall call)
    {
        if (!_nonces.TryUse(call.Parameters[ParameterName.SignatureNonce]!))
        {
            return ActionReply.Refused(400, "SignatureNonceUsed", "Specified signature nonce was used already.");
        }

        _fleet.Agenda.Advance(call.Now);
        return _actions.TryGetValue(call.Parameters[ParameterName.Action]!, out IGatewayAction? action)
            ? action.Run(call)
            : ActionReply.Refused(404, "InvalidAction.NotFound", "Specified api is not found, please check your url and method.");
    }

    private HttpReply CreateReply(ActionCall call, InjectedFault fault, ActionReply verdict)
    {
        ActionReply sent = fault.Fault is null ? verdict : FaultReply.Create(fault.Fault) ?? verdict;
        return FaultEffect.Apply(fault, ReplyFormat.Write(sent, call.RequestId, call.Parameters, call.Now, _lists), call.Now);
    }
}
