using System.Collections.Generic;
using System.Management.Automation;
using TuyaIot.Api;
using TuyaIot.Delivery;
using TuyaIot.Pipeline;

namespace TuyaIot.Commands;

/// <summary>
/// <para type="synopsis">Calls a service of single devices.</para>
/// <para type="description">Each device is a request of its own, so that its result has the id of the message, and the answer of a
/// synchronous service.</para>
/// </summary>
/// <remarks>developer.tuya.com/en/docs/tuya-iot, page id Kdxqk5bk5pisf.</remarks>
[Cmdlet(VerbsLifecycle.Invoke, "IotThingService", DefaultParameterSetName = NameSet, SupportsShouldProcess = true)]
[OutputType(typeof(IotThingServiceResult))]
public sealed class InvokeIotThingServiceCommand : ServiceCommand
{
    private protected override ServiceCall CreateCall(string productKey, string identifier, JsonObjectText args, int? qos) =>
        new InvokeThingService(productKey, identifier, args, qos);

    private protected override IEnumerable<object> CreateResults(FinishedBatch finished)
    {
        (DeviceBatch batch, Outcome outcome) = finished;
        ServiceCall call = (ServiceCall)batch.Call;
        Remember(call, outcome);
        InvokeThingServiceData? data = ApiReply.Read<InvokeThingServiceReply>(outcome.Reply.Body)?.Data;
        return [new IotThingServiceResult(batch.Number, call, batch.DeviceName[0], outcome, data)];
    }
}
