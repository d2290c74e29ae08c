using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using TuyaIot.Simulator.Actions;
using TuyaIot.Simulator.Checks;
using TuyaIot.Simulator.Http;
using TuyaIot.Simulator.Json;
using TuyaIot.Simulator.Replies;

namespace TuyaIot.Simulator;

/// <summary>The way of one request: read, checked, carried out, recorded, answered.</summary>
internal sealed class Gateway : IHttpHandler
{
    internal const string Accepted = "Accepted";

    private readonly object _lock = new();
    private readonly Func<DateTimeOffset> _clock;
    private readonly CommonCheck _check;
    private readonly NonceMemory _nonces;
    private readonly RequestIds _requestIds;
    private readonly Dictionary<string, IGatewayAction> _actions;

    internal Gateway(SimulatorOptions options, string secret)
    {
        _clock = options.Clock;
        _check = new CommonCheck(options.AccessKeyId, Signature.Key(secret), options.InstanceId, options.TimestampWindow);
        _nonces = new NonceMemory(options.NonceCapacity);
        _requestIds = new RequestIds(options.Seed);
        Record = new RequestRecord(options.RecordCapacity);
        IGatewayAction[] actions = [new InvokeThingsService(options.ProductKey)];
        _actions = actions.ToDictionary(static action => action.Name, StringComparer.Ordinal);
    }

    internal RequestRecord Record { get; }

    public HttpReply Handle(HttpRequest request, long connection)
    {
        DateTimeOffset now = _clock();
        List<KeyValuePair<string, string>> inOrder = new(capacity: 128);
        Answer? malformed = RequestForm.Read(request, inOrder);
        RequestParameters parameters = new(inOrder);
        Answer answer = malformed ?? _check.Check(request, parameters, now) ?? Run(parameters, now);
        string requestId = _requestIds.Next();
        Record.Add(new SimulatorRequest(inOrder)
        {
            Number = Record.Next(),
            Time = now,
            Connection = connection,
            Method = request.Method,
            Verdict = answer.IsAccepted ? Accepted : answer.Code,
            HttpStatus = answer.HttpStatus,
            RequestId = requestId,
        });
        return ToReply(answer, requestId, parameters, now);
    }

    public HttpReply Refuse(BadHttpException bad) =>
        ToReply(Answer.Refused(bad.Status, bad.Code, bad.Message), _requestIds.Next(), new RequestParameters([]), _clock());

    private Answer Run(RequestParameters parameters, DateTimeOffset now)
    {
        lock (_lock)
        {
            if (!_nonces.TryUse(parameters[ParameterName.SignatureNonce]!))
            {
                return Answer.Refused(400, "SignatureNonceUsed", "Specified signature nonce was used already.");
            }

            return _actions.TryGetValue(parameters[ParameterName.Action]!, out IGatewayAction? action)
                ? action.Run(parameters, now)
                : Answer.Refused(404, "InvalidAction.NotFound", "Specified api is not found, please check your url and method.");
        }
    }

    private static HttpReply ToReply(Answer answer, string requestId, RequestParameters parameters, DateTimeOffset now)
    {
        JsonObject body = answer.ToBody(requestId);
        bool xml = "XML".Equals(parameters[ParameterName.Format], StringComparison.OrdinalIgnoreCase);
        string root = answer.HttpStatus == 200 ? parameters[ParameterName.Action] + "Response" : "Error";
        return new HttpReply(
            answer.HttpStatus,
            xml ? "text/xml;charset=utf-8" : "application/json;charset=utf-8",
            Encoding.UTF8.GetBytes(xml ? XmlText.Write(root, body) : JsonText.Write(body)))
        {
            Date = now.ToString("r", CultureInfo.InvariantCulture),
        };
    }
}
