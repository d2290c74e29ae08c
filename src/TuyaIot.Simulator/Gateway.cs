using System;
using System.Collections.Generic;
using TuyaIot.Simulator.Actions;
using TuyaIot.Simulator.Checks;
using TuyaIot.Simulator.Faults;
using TuyaIot.Simulator.Http;
using TuyaIot.Simulator.Replies;
using TuyaIot.Simulator.State;

namespace TuyaIot.Simulator;

/// <summary>The way of one request: read, checked, struck by a fault or carried out, recorded, answered.</summary>
internal sealed class Gateway : IHttpHandler
{
    internal const string Accepted = "Accepted";

    private readonly object _lock = new();
    private readonly Func<DateTimeOffset> _clock;
    private readonly CommonCheck _check;
    private readonly NonceMemory _nonces;
    private readonly RequestIds _requestIds;
    private readonly FaultPlan _faults;
    private readonly Fleet _fleet;
    private readonly Dictionary<string, IGatewayAction> _actions;

    internal Gateway(SimulatorOptions options, string secret)
    {
        _faults = new FaultPlan(options.AllFaults, options.EffectiveSeed);
        _clock = () => options.Clock() + _faults.ClockOffset;
        _check = new CommonCheck(options.AccessKeyId, Signature.Key(secret), options.EffectiveInstanceId, options.TimestampWindow);
        _nonces = new NonceMemory(options.NonceCapacity);
        _requestIds = new RequestIds(options.EffectiveSeed);
        _fleet = FleetBuilder.Build(options, _clock());
        _actions = ActionTable.Create(_fleet);
        Record = new RequestRecord(options.RecordCapacity);
    }

    internal RequestRecord Record { get; }

    public HttpReply Handle(HttpRequest request, long connection)
    {
        DateTimeOffset now = _clock();
        List<KeyValuePair<string, string>> inOrder = new(capacity: 128);
        Answer? malformed = RequestForm.Read(request, inOrder);
        RequestParameters parameters = new(inOrder);
        Answer? refusal = malformed ?? _check.Check(request, parameters, now);
        lock (_lock)
        {
            FaultStrike strike = refusal is null ? _faults.Next(parameters, now) : default;
            ActionCall call = new(parameters, now, _requestIds.Next());
            Answer answer = refusal ?? strike.Before ?? Run(call);
            HttpReply reply = Reply(call, strike, answer);
            Record.Add(new SimulatorRequest(request)
            {
                Number = Record.Total + 1,
                Time = now,
                Connection = connection,
                Action = parameters[ParameterName.Action] ?? "",
                ProductKey = parameters[ParameterName.ProductKey],
                DeviceCount = parameters.DeviceCount,
                Verdict = answer.IsAccepted ? Accepted : answer.Code,
                HttpStatus = reply.Status,
                RequestId = call.RequestId,
                Fault = strike.Name,
            });
            return reply;
        }
    }

    public HttpReply Refuse(BadHttpException bad)
    {
        lock (_lock)
        {
            Answer answer = Answer.Refused(bad.Status, bad.Code, bad.Message);
            return ReplyFormat.Write(answer, _requestIds.Next(), new RequestParameters([]), _clock());
        }
    }

    internal List<SimulatorDevice> Devices(Func<string, string, bool> isWanted)
    {
        lock (_lock)
        {
            return FleetView.Devices(_fleet, _clock(), isWanted);
        }
    }

    /// <summary>One device at a time: a million names are never held at once, and requests are answered in between.</summary>
    internal IEnumerable<SimulatorExecutionCount> ExecutionCounts()
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

    private Answer Run(ActionCall call)
    {
        if (!_nonces.TryUse(call.Parameters[ParameterName.SignatureNonce]!))
        {
            return Answer.Refused(400, "SignatureNonceUsed", "Specified signature nonce was used already.");
        }

        return _actions.TryGetValue(call.Parameters[ParameterName.Action]!, out IGatewayAction? action)
            ? action.Run(call)
            : Answer.Refused(404, "InvalidAction.NotFound", "Specified api is not found, please check your url and method.");
    }

    private static HttpReply Reply(ActionCall call, FaultStrike strike, Answer answer)
    {
        Answer told = strike.Fault is null ? answer : FaultAnswer.Of(strike.Fault) ?? answer;
        return FaultEffect.Apply(strike, ReplyFormat.Write(told, call.RequestId, call.Parameters, call.Now), call.Now);
    }
}
