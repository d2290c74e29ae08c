using System.Collections.Generic;
using System.Management.Automation;
using TuyaIot.Api;
using TuyaIot.Pipeline;

namespace TuyaIot.Commands;

/// <summary>
/// <para type="synopsis">Enables devices that were disabled.</para>
/// <para type="description">Device names stream in, and each device is one request. A device that is enabled can connect again.</para>
/// </summary>
[Cmdlet(VerbsLifecycle.Enable, "IotDevice", DefaultParameterSetName = NameSet, SupportsShouldProcess = true)]
[OutputType(typeof(IotDeviceResult))]
public sealed class EnableIotDeviceCommand : DeviceRunCommand
{
    private protected override string Title => "Enable";

    private protected override DeviceBatchCall CreateCall(string productKey) => new EnableThing(productKey);

    private protected override IEnumerable<object> CreateResults(FinishedBatch finished) =>
        [new IotDeviceResult(finished.Batch.Number, finished.Batch.Call.ProductKey, finished.Batch.DeviceName[0], finished.Outcome)];
}
