using System.Collections.Generic;
using System.Management.Automation;
using TuyaIot.Api;
using TuyaIot.Pipeline;

namespace TuyaIot.Commands;

/// <summary>
/// <para type="synopsis">Deletes devices.</para>
/// <para type="description">Device names stream in, and each device is one request. A device that is deleted is gone for good.</para>
/// </summary>
[Cmdlet(VerbsCommon.Remove, "IotDevice", DefaultParameterSetName = NameSet, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(IotDeviceResult))]
public sealed class RemoveIotDeviceCommand : DeviceRunCommand
{
    private protected override string Title => "Remove";

    private protected override DeviceBatchCall CreateCall(string productKey) => new DeleteDevice(productKey);

    private protected override IEnumerable<object> CreateResults(FinishedBatch finished) =>
        [new IotDeviceResult(finished.Batch.Number, finished.Batch.Call.ProductKey, finished.Batch.DeviceName[0], finished.Outcome)];
}
