using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using TuyaIot.Api;
using TuyaIot.Binding;
using TuyaIot.Binding.Completion;
using TuyaIot.Delivery;
using TuyaIot.Errors;
using TuyaIot.Pipeline;
using TuyaIot.Progress;
using TuyaIot.Text;

namespace TuyaIot.Commands;

/// <summary>
/// <para type="synopsis">Registers devices.</para>
/// <para type="description">Device names stream in, and each device is one request, whose result has the secret of the device. With
/// -Count the platform makes the names: the result is an application, and -Wait waits for its devices.</para>
/// </summary>
/// <remarks>developer.tuya.com/en/docs/tuya-iot, RegisterDevice and BatchRegisterDevice.</remarks>
[Cmdlet(VerbsLifecycle.Register, "IotDevice", DefaultParameterSetName = NameSet, SupportsShouldProcess = true)]
[OutputType(typeof(IotRegisteredDevice), typeof(IotDeviceApplication))]
public sealed class RegisterIotDeviceCommand : DeviceRunCommand
{
    private const string CountSet = "Count";
    private const string ApplicationSet = "Application";

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(0.25);
    private static readonly TimeSpan MaxPause = TimeSpan.FromSeconds(5);

    private bool _isLastPage;

    /// <summary>The product of the devices. Default: the credential's.</summary>
    [Parameter(ParameterSetName = NameSet)]
    [Parameter(ParameterSetName = RowSet, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = CountSet)]
    [Parameter(ParameterSetName = ApplicationSet)]
    [AllowNull]
    [AllowEmptyString]
    [ArgumentCompleter(typeof(ProductKeyCompleter))]
    public override string? ProductKey { get; set; }

    /// <summary>The nickname of the device.</summary>
    [Parameter(ParameterSetName = NameSet)]
    [Parameter(ParameterSetName = RowSet, ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    public string? Nickname { get; set; }

    /// <summary>How many devices will come down the pipeline. Without the alias Count, which here is the number of devices to register.</summary>
    [Parameter(ParameterSetName = NameSet)]
    [Parameter(ParameterSetName = RowSet)]
    [ValidateRange(0, long.MaxValue)]
    public override long ExpectedCount { get; set; }

    /// <summary>How many devices to register with names that the platform makes.</summary>
    [Parameter(ParameterSetName = CountSet, Mandatory = true)]
    [ValidateRange(1, BatchRegisterDevice.MaxCount)]
    public int Count { get; set; }

    /// <summary>Waits until the devices exist, and writes them.</summary>
    [Parameter(ParameterSetName = CountSet)]
    public SwitchParameter Wait { get; set; }

    /// <summary>An earlier application, whose devices are waited for and written.</summary>
    [Parameter(ParameterSetName = ApplicationSet, Mandatory = true)]
    [ValidateRange(1, long.MaxValue)]
    public long ApplyId { get; set; }

    /// <summary>How long to wait for the devices, in seconds. Default: 300.</summary>
    [Parameter(ParameterSetName = CountSet)]
    [Parameter(ParameterSetName = ApplicationSet)]
    [Alias("TimeoutSeconds")]
    [ValidateRange(1, 86_400)]
    public int TimeoutSec { get; set; } = 300;

    private protected override string Title => "Register";

    private protected override bool NeedsDeviceName => !IsFromCommandLine(nameof(Count)) && !IsFromCommandLine(nameof(ApplyId));

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (NeedsDeviceName)
        {
            base.ProcessRecord();
            return;
        }

        try
        {
            string productKey = CurrentProductKey();
            if (IsFromCommandLine(nameof(ApplyId)))
            {
                Collect(new IotDeviceApplication(productKey, ApplyId, count: null));
            }
            else if (ShouldProcess($"{NumberFormat.Devices(Count)} of {productKey}", Title))
            {
                Apply(productKey);
            }
        }
        catch (IotArgumentException exception)
        {
            ThrowTerminatingError(IotError.From(exception));
        }
    }

    private protected override void AddDevice(string name)
    {
        DeviceNameParser.CheckNew(name);
        base.AddDevice(name);
    }

    private protected override DeviceBatchCall CreateCall(string productKey)
    {
        string nickname = NicknameParser.Parse(Nickname, RegisterDevice.MaxNicknameLength);
        return new RegisterDevice(productKey, nickname.Length > 0 ? nickname : null);
    }

    private protected override IEnumerable<object> CreateResults(FinishedBatch finished)
    {
        (DeviceBatch batch, Outcome outcome) = finished;
        IotRegisteredDevice result = new(
            batch.Number, batch.Call.ProductKey, batch.DeviceName[0], ((RegisterDevice)batch.Call).Nickname, RegisterDevice.ReadDevice(outcome.Reply.Body, ApiReply.Fields), outcome);
        if (result.Success && result.DeviceSecret is null)
        {
            WriteUnreadable($"{batch.DeviceName[0]} of {batch.Call.ProductKey}", result);
        }

        return [result];
    }

    private void Apply(string productKey)
    {
        BatchRegisterDevice call = new(productKey, Count);
        string subject = $"{NumberFormat.Devices(Count)} of {productKey}";
        if (Read(call, subject, Count, out _) is not BatchRegisterDeviceReply reply)
        {
            return;
        }

        if (reply.Data?.ApplyId is not long applyId)
        {
            WriteUnreadable(subject, Count);
            return;
        }

        IotDeviceApplication application = new(productKey, applyId, Count);
        if (Wait)
        {
            Collect(application);
        }
        else
        {
            WriteObject(application);
        }
    }

    /// <summary>Waits for the devices of an application and writes them.</summary>
    private void Collect(IotDeviceApplication application)
    {
        TimeProvider clock = RunClock.Current;
        long start = clock.GetTimestamp();
        TimeSpan pause = FirstPause;
        QueryBatchRegisterDeviceStatus call = new(application.ProductKey, application.ApplyId);
        while (Read(call, $"{application}", application, out _) is QueryBatchRegisterDeviceStatusReply reply)
        {
            if (reply.Data is { IsFailed: true } failed)
            {
                WriteError(ApplicationError.Failed(application, failed.Status!));
            }

            if (reply.Data is { IsCreated: true } or { IsFailed: true })
            {
                WriteDevices(application);
                return;
            }

            if (clock.GetElapsedTime(start) >= TimeSpan.FromSeconds(TimeoutSec))
            {
                WriteError(ApplicationError.NotFinished(application, TimeoutSec));
                return;
            }

            Pause(pause, clock);
            pause = TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, MaxPause.Ticks));
        }
    }

    private void WriteDevices(IotDeviceApplication application)
    {
        _isLastPage = false;
        QueryPageByApplyId first = new(application.ApplyId, CurrentPage: 1);
        ApiResult<QueryPageByApplyIdReply> page = Read(first, $"{application}");
        Write(first, page, application);
        for (int number = 2; number <= (page.Reply?.Pages ?? 0) && !_isLastPage; number++)
        {
            QueryPageByApplyId call = new(application.ApplyId, number);
            Send(call, $"{application}", result => Write(call, result, application));
        }
    }

    private void Write(QueryPageByApplyId call, ApiResult<QueryPageByApplyIdReply> page, IotDeviceApplication application)
    {
        if (ReplyOf(call, page, $"{application}", application) is not QueryPageByApplyIdReply reply)
        {
            return;
        }

        // A page without devices is behind the last one, whatever number of pages the reply names.
        _isLastPage |= reply.Devices.Count == 0;
        foreach (ApiItem<RegisteredDevice> device in reply.Devices)
        {
            if (device.Value.DeviceName is string name)
            {
                WriteObject(new IotRegisteredDevice((int)call.CurrentPage, application.ProductKey, name, nickname: null, device, page.Outcome));
            }
        }
    }

    private void Pause(TimeSpan pause, TimeProvider clock)
    {
        TaskCompletionSource<bool> due = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using ITimer timer = clock.CreateTimer(_ => due.TrySetResult(true), null, pause, Timeout.InfiniteTimeSpan);
        try
        {
            due.Task.Wait(CancellationToken);
        }
        catch (OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }
    }
}
