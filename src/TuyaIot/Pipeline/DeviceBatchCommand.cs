using System.Management.Automation;
using TuyaIot.Api;

namespace TuyaIot.Pipeline;

/// <summary>The base of cmdlets whose action takes up to 100 devices a request.</summary>
public abstract class DeviceBatchCommand : DeviceRunCommand
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
}
