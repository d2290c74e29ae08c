using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using TuyaIot.Api;
using TuyaIot.Delivery;
using TuyaIot.Pipeline;

namespace TuyaIot.Commands;

/// <summary>
/// <para type="synopsis">Calls a service of many devices.</para>
/// <para type="description">Device names stream in, up to 100 make one signed request, and one result a request streams out:
/// Accepted, Rejected or Unknown. Accepted means that the gateway accepted the command, not that a device executed it.</para>
/// </summary>
/// <remarks>developer.tuya.com/en/docs/tuya-iot, page id Kdxqks15v8umc.</remarks>
[Cmdlet(VerbsLifecycle.Invoke, "IotThingsService", DefaultParameterSetName = NameSet, SupportsShouldProcess = true)]
[OutputType(typeof(IotThingsServiceResult), typeof(IotDeviceServiceResult))]
public sealed class InvokeIotThingsServiceCommand : ServiceCommand
{
    /// <summary>How many devices one request carries, 1 to 100. Default: 100, the most that the API takes.</summary>
    [Parameter]
    [ValidateRange(1, DeviceBatchCall.MaxDeviceNames)]
    public int BatchSize { get; set; } = DeviceBatchCall.MaxDeviceNames;

    /// <summary>What happens to a batch that is rejected because of a device in it: Report or Split. Default: Report.</summary>
    [Parameter]
    public OnRejected OnRejected { get; set; }

    /// <summary>Writes one result a device instead of one a request.</summary>
    [Parameter]
    public SwitchParameter PerDevice { get; set; }

    private protected override int MaxBatchSize => BatchSize;

    private protected override OnRejected RejectedBatch => OnRejected;

    private protected override ServiceCall CreateCall(string productKey, string identifier, JsonObjectText args, int? qos) =>
        new InvokeThingsService(productKey, identifier, args, qos);

    private protected override IEnumerable<object> CreateResults(FinishedBatch finished)
    {
        (DeviceBatch batch, Outcome outcome) = finished;
        ServiceCall call = (ServiceCall)batch.Call;
        Remember(call, outcome);
        return PerDevice
            ? batch.DeviceName.Select(name => new IotDeviceServiceResult(batch.Number, call, name, outcome))
            : [new IotThingsServiceResult(batch.Number, call, [.. batch.DeviceName], outcome)];
    }
}
