using System;
using System.Collections.Generic;
using System.Globalization;
using System.Management.Automation;
using TuyaIot.Api;
using TuyaIot.Binding;
using TuyaIot.Delivery;
using TuyaIot.Errors;
using TuyaIot.Pipeline;
using TuyaIot.Text;

namespace TuyaIot.Commands;

/// <summary>
/// <para type="synopsis">Gets devices: those of a product, or those of some names.</para>
/// <para type="description">Without names it lists the devices of a product page by page, and asks for no more pages than the pipeline
/// takes.</para>
/// </summary>
/// <remarks>developer.tuya.com/en/docs/tuya-iot, page ids Kdxqbm7133qj3, Kdxqb66ubs93u and Kdxqaol20934s.</remarks>
[Cmdlet(VerbsCommon.Get, "IotDevice", DefaultParameterSetName = NameSet)]
[OutputType(typeof(IotDevice))]
public sealed class GetIotDeviceCommand : DeviceQueryCommand
{
    private NameBatcher? _batcher;

    /// <summary>Names of devices, from the pipeline as text or as objects with this property. Default: all devices of the product.</summary>
    [Parameter(ParameterSetName = NameSet, Position = 0, ValueFromPipeline = true)]
    [Parameter(ParameterSetName = RowSet, ValueFromPipelineByPropertyName = true)]
    [Alias("Name", "Device")]
    [DeviceNameTransformation]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public override string?[]? DeviceName { get; set; }

    /// <summary>Only devices of this status, or of one of several.</summary>
    [Parameter]
    [ValidateSet(DeviceStatusText.Online, DeviceStatusText.Offline, DeviceStatusText.Unactive, DeviceStatusText.Disabled)]
    public string[]? Status { get; set; }

    /// <summary>Reads each device by itself, with IpAddress and LastOnlineAt.</summary>
    [Parameter]
    public SwitchParameter Detail { get; set; }

    private protected override bool NeedsDeviceName => IsFromCommandLine(nameof(DeviceName));

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        // A blank name is a name that is skipped: an empty file must not list a whole product.
        if (NamesDevice)
        {
            base.ProcessRecord();
            return;
        }

        try
        {
            if (InputObject is not null && string.IsNullOrWhiteSpace(ProductKey))
            {
                throw DeviceNameParser.Invalid(InputObject.ToString(), "it has neither a property DeviceName nor a property ProductKey");
            }

            CheckContradictions();
            string productKey = CurrentProductKey();
            List(productKey, InputObject?.BaseObject ?? productKey);
        }
        catch (IotArgumentException exception) when (InputObject is not null)
        {
            WriteError(IotError.From(exception));
        }
        catch (IotArgumentException exception)
        {
            ThrowTerminatingError(IotError.From(exception));
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
        string productKey = CurrentProductKey();
        if (Detail)
        {
            SendDetail(productKey, name);
            return;
        }

        _batcher ??= new NameBatcher(
            BatchQueryDeviceDetail.MaxDeviceNames, SendBatch, Client.RoomFor(new BatchQueryDeviceDetail(productKey, [])));
        _batcher.Add(productKey, name);
    }

    private void SendBatch(string productKey, IReadOnlyList<string> names) => SendFor(
        names,
        some => new BatchQueryDeviceDetail(productKey, some),
        $"of product {productKey}",
        (reply, asked) => WriteFound(reply.Devices, asked, productKey));

    /// <summary>In the order of the names, which need not be that of the reply.</summary>
    private void WriteFound(IReadOnlyList<ApiItem<DeviceData>> devices, IReadOnlyList<string> asked, string productKey)
    {
        Dictionary<string, ApiItem<DeviceData>> found = new(StringComparer.Ordinal);
        foreach (ApiItem<DeviceData> device in devices)
        {
            found[device.Value.DeviceName ?? string.Empty] = device;
        }

        foreach (string name in asked)
        {
            if (found.TryGetValue(name, out ApiItem<DeviceData>? device))
            {
                Write(new IotDevice(device, productKey));
            }
            else
            {
                WriteError(QueryError.LeftOut(name, productKey));
            }
        }
    }

    private void SendDetail(string productKey, string name) => Send(
        new QueryDeviceDetail(productKey, name),
        $"device {name} of product {productKey}",
        name,
        (reply, _) => Write(new IotDevice(reply.Device, productKey)));

    private void List(string productKey, object? target)
    {
        long count = 0;
        DeviceListing listing = new(productKey, ThrottleLimit, call => Ask(call, target, () => count));
        foreach (QueryDeviceReply page in listing.Read())
        {
            count += page.Devices.Count;
            foreach (ApiItem<DeviceData> item in page.Devices)
            {
                IotDevice device = new(item, productKey);
                if (!Detail)
                {
                    Write(device);
                }
                else if (IsWanted(device) && device.DeviceName is string name)
                {
                    SendDetail(productKey, name);
                }
            }
        }

        if (listing.LacksToken)
        {
            WriteUnreadable(Invariant($"the devices of product {productKey} after the first {count:#,0}"), target);
        }
    }

    private Func<QueryDeviceReply?> Ask(QueryDevice call, object? target, Func<long> countSoFar)
    {
        string subject = call.NextToken is null
            ? Invariant($"page {call.Page:#,0} of the devices of product {call.ProductKey}")
            : Invariant($"page {call.Page:#,0} of the devices of product {call.ProductKey}, by token");
        Func<ApiResult<QueryDeviceReply>> wait = Start(call, subject);
        return () =>
        {
            ApiResult<QueryDeviceReply> result = wait();
            if (call.NextToken is null || result.Outcome.Verdict.Reason is not RejectionReason.Request)
            {
                return ReplyOf(call, result, subject, target);
            }

            WriteError(IotError.Create(
                "PageTokenExpired",
                ErrorCategory.OperationTimeout,
                target,
                Invariant($"The list of the devices of product {call.ProductKey} ends after {countSoFar():#,0} devices, because the gateway refuses the token of the next page [{result.Outcome.Reply.Code}]."),
                "A token expires where the pipeline takes long for the devices of a page. Gather the devices first, as in $devices = Get-IotDevice, and go on with them."));
            return null;
        };
    }

    private void Write(IotDevice device)
    {
        if (IsWanted(device))
        {
            WriteObject(device);
        }
    }

    private bool IsWanted(IotDevice device) =>
        Status is null || Array.Exists(Status, status => string.Equals(status, device.Status, StringComparison.OrdinalIgnoreCase));

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
