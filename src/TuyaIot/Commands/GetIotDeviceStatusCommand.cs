using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using TuyaIot.Api;
using TuyaIot.Binding;
using TuyaIot.Errors;
using TuyaIot.Pipeline;

namespace TuyaIot.Commands;

/// <summary>
/// <para type="synopsis">Gets the status of devices.</para>
/// <para type="description">Reads up to 50 devices a call: by name, or by IotId across products.</para>
/// </summary>
/// <remarks>developer.tuya.com/cn/docs/tuya-iot, page id Kdxqcv3n9dr8s.</remarks>
[Cmdlet(VerbsCommon.Get, "IotDeviceStatus", DefaultParameterSetName = NameSet)]
[OutputType(typeof(IotDeviceStatus))]
public sealed class GetIotDeviceStatusCommand : DeviceQueryCommand
{
    private const string IotIdSet = "IotId";

    /// <summary>Stands for the product of devices that are asked for by IotId. No product has such a key.</summary>
    private const string NoProduct = "";

    private NameBatcher? _batcher;

    /// <summary>Names of devices, from the pipeline as text or as objects with this property. Blank names are skipped.</summary>
    [Parameter(ParameterSetName = NameSet, Position = 0, ValueFromPipeline = true)]
    [Parameter(ParameterSetName = RowSet, ValueFromPipelineByPropertyName = true)]
    [Alias("Name", "Device")]
    [DeviceNameTransformation]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public override string?[]? DeviceName { get; set; }

    /// <summary>Ids of devices, which may be of several products. Of an object, the IotId is used where it has no device name.</summary>
    [Parameter(ParameterSetName = IotIdSet, Mandatory = true)]
    [Parameter(ParameterSetName = RowSet, ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public string?[]? IotId { get; set; }

    private protected override bool NeedsDeviceName => !IsFromCommandLine(nameof(IotId));

    private NameBatcher Batcher => _batcher ??= new NameBatcher(
        BatchGetDeviceState.MaxDevices, SendBatch, Client.RoomFor(new BatchGetDeviceState(ProductKeyOrNull(), [])));

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName != IotIdSet && ((NamesDevice && !HasUnknownProduct) || IotId is null))
        {
            base.ProcessRecord();
            return;
        }

        foreach (string? iotId in (IotId ?? []).Where(static iotId => !string.IsNullOrWhiteSpace(iotId)))
        {
            try
            {
                Batcher.Add(NoProduct, TextParser.Parse(nameof(IotId), iotId));
            }
            catch (IotArgumentException exception)
            {
                WriteError(IotError.From(exception));
            }
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        _batcher?.Flush();
        base.EndProcessing();
    }

    private protected override void AddDevice(string name)
    {
        CheckContradictions();
        Batcher.Add(CurrentProductKey(), name);
    }

    private void SendBatch(string key, IReadOnlyList<string> devices)
    {
        string? productKey = key == NoProduct ? null : key;
        SendFor(
            devices,
            some => new BatchGetDeviceState(productKey, some),
            productKey is null ? "by IotId" : $"of product {productKey}",
            (reply, asked) => WriteFound(reply.States, asked, productKey));
    }

    private void WriteFound(IReadOnlyList<ApiItem<DeviceStateData>> states, IReadOnlyList<string> asked, string? productKey)
    {
        Dictionary<string, ApiItem<DeviceStateData>> found = new(StringComparer.Ordinal);
        foreach (ApiItem<DeviceStateData> state in states)
        {
            found[(productKey is null ? state.Value.IotId : state.Value.DeviceName) ?? string.Empty] = state;
        }

        foreach (string device in asked)
        {
            if (found.TryGetValue(device, out ApiItem<DeviceStateData>? state))
            {
                WriteObject(new IotDeviceStatus(state, productKey));
            }
            else
            {
                WriteError(QueryError.LeftOut(device, productKey));
            }
        }
    }
}
