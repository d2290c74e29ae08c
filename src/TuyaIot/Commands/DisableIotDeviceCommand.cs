using System.Collections.Generic;
using System.Management.Automation;
using TuyaIot.Api;
using TuyaIot.Pipeline;

namespace TuyaIot.Commands;

/// <summary>
/// <para type="synopsis">Disables devices.</para>
/// <para type="description">Device names stream in, and each device is one request. A device that is disabled cannot connect until it is enabled again.</para>
/// </summary>
[Cmdlet(VerbsLifecycle.Disable, "IotDevice", DefaultParameterSetName = NameSet, SupportsShouldProcess = true)]
[OutputType(typeof(IotDeviceResult))]
public sealed class DisableIotDeviceCommand : DeviceRunCommand
{
    private protected override string Title => "Disable";

    private protected override DeviceBatchCall CreateCall(string productKey) => new DisableThing(productKey);

    private protected override IEnumerable<object> CreateResults(FinishedBatch finished) =>
        [new IotDeviceResult(finished.Batch.Number, finished.Batch.Call.ProductKey, finished.Batch.DeviceName[0], finished.Outcome)];
}
